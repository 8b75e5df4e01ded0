/** Puts the parts of this feature together. */
@NullMarked
package io.patchbay.secret.cdi;

import org.jspecify.annotations.NullMarked;
