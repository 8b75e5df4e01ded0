package io.patchbay.run.machine;

import java.time.Instant;

/**
 * A call of which nobody knows whether it took effect.
 *
 * @param call as it was started
 * @param calledAt when that was, from the journal
 */
public record UncertainCall(StartCall call, Instant calledAt) {}
