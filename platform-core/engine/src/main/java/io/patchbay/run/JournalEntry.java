package io.patchbay.run;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One fact about a run. The journal is only ever appended to; feeding it to a new machine brings
 * the run back to where it was.
 *
 * @param sequence 1, 2, 3 … without gaps within the run
 * @param reference JSON pointer of the task, such as {@code /do/0/charge}; empty for the run itself
 * @param iteration which turn of the loops around it ({@code 3}, {@code 3.0}), empty outside loops
 * @param attempt from 1; grows when a try around the step runs again
 * @param stepId names this one execution of the step within the run: reference, iteration, attempt
 * @param detail the function called, the case chosen, the kind of timer; empty when there is none
 * @param startedAt when it began, equal to {@code at} for what takes no time
 * @param at when the fact became true
 */
public record JournalEntry(
    long sequence,
    EntryKind kind,
    String reference,
    String iteration,
    int attempt,
    String stepId,
    String detail,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    @Nullable FlowError error,
    @Nullable Instant dueAt,
    @Nullable String idempotencyKey,
    @Nullable EffectKind effect,
    Instant startedAt,
    Instant at) {}
