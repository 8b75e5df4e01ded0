/** The engine in a world that a seed decides: time, answers, crashes and frozen nodes. */
@org.jspecify.annotations.NullMarked
package io.patchbay.bench.proof.simulation;
