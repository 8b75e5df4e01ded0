package io.patchbay.run.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step of a run, all its attempts together. */
public record StepView(
    String id,
    String ref,
    @Nullable String iteration,
    String name,
    String kind,
    String state,
    int attempts,
    @Nullable String connection,
    @Nullable String function,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long durationMs,
    @Nullable RunError error,
    @Nullable Instant retryAt) {}
