/** Micro benchmarks of the expressions, beside other ways to get the same answers. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.expression;
