/** Puts the parts of this feature together. */
@NullMarked
package io.patchbay.http.cdi;

import org.jspecify.annotations.NullMarked;
