/** Text to syntax tree. Internal: use {@link io.patchbay.expression.Expression}. */
@org.jspecify.annotations.NullMarked
package io.patchbay.expression.syntax;
