/** The functions of the language, grouped by theme. Internal. */
@org.jspecify.annotations.NullMarked
package io.patchbay.expression.builtin;
