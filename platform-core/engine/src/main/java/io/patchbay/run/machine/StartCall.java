package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Start this call once the entries that came with it are on disk.
 *
 * @param stepId to be given back with the outcome
 * @param notAfter when a time limit around the step ends it anyway
 */
public record StartCall(
    String stepId,
    String reference,
    String iteration,
    int attempt,
    String idempotencyKey,
    EffectKind effect,
    @Nullable Instant notAfter,
    CallRequest request) {}
