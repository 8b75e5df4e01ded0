/** Figures of the whole installation. */
@NullMarked
package io.patchbay.operator.jdbc;

import org.jspecify.annotations.NullMarked;
