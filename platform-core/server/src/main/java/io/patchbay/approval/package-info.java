/** Decisions of people that runs wait for. */
@NullMarked
package io.patchbay.approval;

import org.jspecify.annotations.NullMarked;
