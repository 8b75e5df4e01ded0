@NullMarked
package io.patchbay.plugin.webhook;

import org.jspecify.annotations.NullMarked;
