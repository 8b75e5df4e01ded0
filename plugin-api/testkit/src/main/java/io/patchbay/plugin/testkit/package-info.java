/** Running and testing a connector without the platform. */
@NullMarked
package io.patchbay.plugin.testkit;

import org.jspecify.annotations.NullMarked;
