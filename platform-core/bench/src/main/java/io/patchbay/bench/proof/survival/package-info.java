/** Proofs on a running installation: what is done to it, and what must hold afterwards. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.proof.survival;
