/** The pages of the error codes, so that the link in every problem leads somewhere. */
@NullMarked
package io.patchbay.platform.docs;

import org.jspecify.annotations.NullMarked;
