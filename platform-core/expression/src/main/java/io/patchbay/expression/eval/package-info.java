/**
 * Syntax tree to closures, and what runs them. Internal: use {@link
 * io.patchbay.expression.Expression}.
 */
@org.jspecify.annotations.NullMarked
package io.patchbay.expression.eval;
