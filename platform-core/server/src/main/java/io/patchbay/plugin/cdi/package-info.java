/** Puts the parts of this feature together. */
@NullMarked
package io.patchbay.plugin.cdi;

import org.jspecify.annotations.NullMarked;
