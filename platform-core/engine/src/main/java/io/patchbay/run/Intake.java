package io.patchbay.run;

import org.jspecify.annotations.Nullable;

/**
 * The durable answer to {@link RunStore#accept(NewRun, Offer)}.
 *
 * @param claimed set when the run is {@code RUNNING} on the node that made the offer, which must
 *     begin it; null: it is queued, or a duplicate
 */
public record Intake(Accepted accepted, @Nullable ClaimedRun claimed) {}
