/** The run machine: deterministic, single-threaded, no clock, no store, no I/O. */
@org.jspecify.annotations.NullMarked
package io.patchbay.run.machine;
