package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An entry before it has its number and time. */
record Draft(
    EntryKind kind,
    Position position,
    String detail,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    @Nullable FlowError error,
    @Nullable Instant dueAt,
    @Nullable String idempotencyKey,
    @Nullable EffectKind effect,
    @Nullable Instant startedAt) {

  static Draft of(EntryKind kind, Position position) {
    return new Draft(kind, position, "", null, null, null, null, null, null, null);
  }

  Draft detail(String text) {
    return new Draft(
        kind, position, text, input, output, error, dueAt, idempotencyKey, effect, startedAt);
  }

  Draft input(@Nullable JsonNode value) {
    return new Draft(
        kind, position, detail, value, output, error, dueAt, idempotencyKey, effect, startedAt);
  }

  Draft output(@Nullable JsonNode value) {
    return new Draft(
        kind, position, detail, input, value, error, dueAt, idempotencyKey, effect, startedAt);
  }

  Draft error(@Nullable FlowError value) {
    return new Draft(
        kind, position, detail, input, output, value, dueAt, idempotencyKey, effect, startedAt);
  }

  Draft due(@Nullable Instant value) {
    return new Draft(
        kind, position, detail, input, output, error, value, idempotencyKey, effect, startedAt);
  }

  Draft call(String key, EffectKind kindOfEffect) {
    return new Draft(
        kind, position, detail, input, output, error, dueAt, key, kindOfEffect, startedAt);
  }

  Draft since(Instant start) {
    return new Draft(
        kind, position, detail, input, output, error, dueAt, idempotencyKey, effect, start);
  }

  JournalEntry at(long sequence, Instant now) {
    return new JournalEntry(
        sequence,
        kind,
        position.reference(),
        position.iteration(),
        position.attempt(),
        position.stepId(),
        detail,
        input,
        output,
        error,
        dueAt,
        idempotencyKey,
        effect,
        startedAt == null ? now : startedAt,
        now);
  }
}
