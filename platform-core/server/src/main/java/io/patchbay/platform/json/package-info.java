/** JSON in and out, with limits. */
@NullMarked
package io.patchbay.platform.json;

import org.jspecify.annotations.NullMarked;
