/** Order, arithmetic and text of JSON values, under a budget. Internal. */
@org.jspecify.annotations.NullMarked
package io.patchbay.expression.value;
