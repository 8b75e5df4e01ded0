/** The functions by which flows ask for a decision. */
@NullMarked
package io.patchbay.approval.call;

import org.jspecify.annotations.NullMarked;
