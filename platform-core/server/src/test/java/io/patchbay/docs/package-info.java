/** The documentation keeps up with the code: error pages and links. */
@NullMarked
package io.patchbay.docs;

import org.jspecify.annotations.NullMarked;
