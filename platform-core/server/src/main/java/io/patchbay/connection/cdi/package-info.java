/** Puts the parts of this feature together. */
@NullMarked
package io.patchbay.connection.cdi;

import org.jspecify.annotations.NullMarked;
