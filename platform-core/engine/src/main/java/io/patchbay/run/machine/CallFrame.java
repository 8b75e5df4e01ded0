package io.patchbay.run.machine;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Settlement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A step that asks the world: recorded before it starts, and again when it has ended. */
abstract class CallFrame extends LeafFrame {
  private EffectKind effect = EffectKind.READ;
  private @Nullable CallRequest request;
  private boolean open;
  private boolean uncertain;
  private boolean pending;
  private boolean asking;
  private @Nullable Instant askAgainAt;
  private boolean startRecorded;
  private Instant calledAt = Instant.EPOCH;

  CallFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
  }

  /** The request, evaluated. */
  abstract CallRequest request() throws EvaluationException;

  abstract EffectKind effectOf(CallRequest call) throws EvaluationException;

  /** What goes on from the step, given what the other side answered. */
  JsonNode result(JsonNode output) {
    return output;
  }

  /** What the journal shows as the step's input; nothing secret. */
  abstract JsonNode shown(CallRequest call);

  @Override
  final void enter() throws EvaluationException {
    CallRequest call = request();
    request = call;
    JsonNode shown = shown(call);
    if (!core.fits(position, shown)) {
      return;
    }
    JournalEntry previous = core.journal.peek(EntryKind.STEP_STARTED, position.stepId());
    effect = previous != null && previous.effect() != null ? previous.effect() : effectOf(call);
    JournalEntry entry =
        core.journal.write(
            Draft.of(EntryKind.STEP_STARTED, position)
                .detail(detail())
                .input(shown)
                .call(key(), effect));
    calledAt = entry.at();
    open = true;
    startRecorded = core.journal.isRecorded(entry);
    core.open(this);
    if (!startRecorded) {
      start(call);
    }
  }

  private void start(CallRequest call) {
    asking = true;
    core.start(startOf(call));
  }

  private StartCall startOf(CallRequest call) {
    return new StartCall(
        position.stepId(),
        position.reference(),
        position.iteration(),
        position.attempt(),
        key(),
        effect,
        nearestLimit(),
        call);
  }

  Optional<UncertainCall> uncertainCall() {
    CallRequest call = request;
    return uncertain && call != null
        ? Optional.of(new UncertainCall(startOf(call), calledAt))
        : Optional.empty();
  }

  private String key() {
    return position.idempotencyKey(core.facts.run().toString());
  }

  /** After a replay: this call was under way when the machine before this one stopped. */
  void resume() {
    CallRequest call = request;
    if (!startRecorded || uncertain || call == null) {
      return;
    }
    if (pending) {
      ask();
    } else if (effect.isRepeatable()) {
      restartLimit();
      start(call);
    } else {
      becomeUncertain(
          FlowError.of(
              ErrorType.RUNTIME,
              "It is not known whether '" + task().name() + "' took effect",
              "The platform stopped while it was under way, and it must not be done twice. Look it"
                  + " up on the other side and settle the step."));
    }
  }

  /** Makes a pending call again, unless it is being made. */
  void ask() {
    CallRequest call = request;
    if (pending && !asking && call != null) {
      askAgainAt = null;
      start(call);
    }
  }

  /** When a pending call is to be made again; empty: not before the run is woken. */
  Optional<Instant> askAgainAt() {
    return Optional.ofNullable(askAgainAt);
  }

  boolean pending() {
    return pending;
  }

  void ended(CallOutcome outcome) {
    asking = false;
    if (uncertain) {
      return;
    }
    switch (outcome) {
      case CallOutcome.Succeeded succeeded ->
          succeed(EntryKind.STEP_FINISHED, detail(), succeeded.output());
      case CallOutcome.Failed failed -> {
        Instant notBefore =
            failed.retry().retryAfter() == null
                ? null
                : core.journal.now().plus(failed.retry().retryAfter());
        failed(EntryKind.STEP_FAILED, detail(), failed.error(), notBefore);
      }
      case CallOutcome.Pending later -> becomePending(later.askAgainAt());
      case CallOutcome.Unknown unknown -> {
        if (effect.isRepeatable()) {
          failed(EntryKind.STEP_FAILED, detail(), unknown.error(), null);
        } else {
          becomeUncertain(unknown.error());
        }
      }
    }
  }

  /** The outcome that the journal has. */
  void replay(JournalEntry entry) {
    JsonNode output = entry.output();
    if (entry.kind() == EntryKind.STEP_PENDING) {
      becomePending(entry.dueAt());
    } else if (entry.kind() == EntryKind.UNCERTAIN) {
      becomeUncertain(error(entry));
    } else if (entry.kind() == EntryKind.STEP_FAILED || entry.error() != null) {
      failed(entry.kind(), entry.detail(), error(entry), entry.dueAt());
    } else {
      succeed(entry.kind(), entry.detail(), output == null ? NullNode.getInstance() : output);
    }
  }

  boolean settle(Settlement settlement) {
    if (!uncertain) {
      return false;
    }
    switch (settlement.outcome()) {
      case CallOutcome.Succeeded succeeded ->
          succeed(EntryKind.SETTLED, settlement.by(), succeeded.output());
      case CallOutcome.Failed failed ->
          failed(EntryKind.SETTLED, settlement.by(), failed.error(), null);
      case CallOutcome.Unknown _, CallOutcome.Pending _ ->
          throw new IllegalStateException("Settles nothing.");
    }
    return true;
  }

  boolean uncertain() {
    return uncertain;
  }

  private static FlowError error(JournalEntry entry) {
    FlowError error = entry.error();
    return error == null ? FlowError.of(ErrorType.RUNTIME, "The step failed", null) : error;
  }

  /** Recorded once: that it is asked again and again is nobody's news. */
  private void becomePending(@Nullable Instant again) {
    askAgainAt = again;
    if (!pending) {
      pending = true;
      core.journal.write(
          Draft.of(EntryKind.STEP_PENDING, position)
              .detail(detail())
              .due(again)
              .call(key(), effect)
              .since(calledAt));
    }
  }

  private void becomeUncertain(FlowError error) {
    core.journal.write(
        Draft.of(EntryKind.UNCERTAIN, position)
            .detail(detail())
            .error(error.at(position.reference()))
            .call(key(), effect)
            .since(calledAt));
    uncertain = true;
  }

  private void succeed(EntryKind kind, String detail, JsonNode output) {
    close();
    core.journal.write(
        Draft.of(kind, position).detail(detail).output(output).call(key(), effect).since(calledAt));
    complete(result(output));
  }

  private void failed(EntryKind kind, String detail, FlowError error, @Nullable Instant notBefore) {
    close();
    FlowError located = error.at(position.reference());
    core.journal.write(
        Draft.of(kind, position)
            .detail(detail)
            .error(located)
            .due(notBefore)
            .call(key(), effect)
            .since(calledAt));
    fail(new Failure(located, notBefore));
  }

  private void close() {
    open = false;
    uncertain = false;
    pending = false;
    askAgainAt = null;
    core.close(this);
  }

  @Override
  final void cancelInside() {
    if (open) {
      close();
      core.journal.write(
          Draft.of(EntryKind.STEP_CANCELLED, position).detail(detail()).since(calledAt));
      core.interrupt(position.stepId());
    }
  }
}
