/** Personal API tokens. */
@NullMarked
package io.patchbay.token;

import org.jspecify.annotations.NullMarked;
