package io.patchbay.run.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try of a step. */
public record AttemptView(
    int number,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String state,
    @Nullable RunError error) {}
