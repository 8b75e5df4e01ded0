package io.patchbay.trigger.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One firing of a trigger and what was decided. */
public record FiringView(
    String id,
    Instant at,
    String trigger,
    String decision,
    String reason,
    @Nullable String runId,
    @Nullable Instant scheduledFor,
    @Nullable String idempotencyKey) {}
