/** Drives run machines: claims runs, makes their calls, keeps their journal, waits. */
@org.jspecify.annotations.NullMarked
package io.patchbay.run.executor;
