/**
 * jq expressions, compiled once and evaluated under a budget. Start at {@link
 * io.patchbay.expression.Expression}.
 */
@org.jspecify.annotations.NullMarked
package io.patchbay.expression;
