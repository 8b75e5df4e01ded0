/** Benchmarks and proofs: what Patchbay promises, measured. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench;
