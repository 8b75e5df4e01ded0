package io.patchbay.run.machine;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.Catch;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.RetryRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code try}: an error that the filter, {@code when} and {@code exceptWhen} let through is retried
 * while the policy allows; after that {@code catch.do} handles it. Without {@code catch.do} an
 * error is swallowed, unless a retry policy gave up on it: then it goes on up.
 */
final class TryFrame extends TaskFrame {
  private static final String RETRY = "retry";
  static final String ATTEMPT = "attempt";

  private final Task.Try task;
  private int attempt;
  private @Nullable ListFrame body;
  private @Nullable ListFrame handler;
  private @Nullable Instant attemptLimit;

  TryFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Try task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    attempt++;
    RetryRule retry = task.catching().retry();
    if (retry != null && retry.attemptDuration() != null) {
      Instant due =
          core.journal.now().plus(retry.attemptDuration().evaluate(input(), variables(null)));
      attemptLimit = setTimer(ATTEMPT, due);
    }
    ListFrame frame =
        new ListFrame(core, this, position.attempt(attempt), scope, task.body(), input());
    body = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    endAttempt();
    complete(output);
  }

  @Override
  void childFailed(Frame child, Failure failure) {
    if (child == handler) {
      fail(failure);
    } else {
      endAttempt();
      guarded(() -> caught(failure));
    }
  }

  @Override
  void timerFired(String purpose) {
    switch (purpose) {
      case RETRY -> guarded(this::enter);
      case ATTEMPT -> {
        cancelInside();
        FlowError error =
            FlowError.of(
                    ErrorType.TIMEOUT,
                    "An attempt of '" + task.name() + "' took longer than its time limit",
                    null)
                .at(position.reference());
        guarded(() -> caught(Failure.of(error)));
      }
      default -> super.timerFired(purpose);
    }
  }

  private void endAttempt() {
    core.clearTimer(this, ATTEMPT);
    attemptLimit = null;
  }

  private void caught(Failure failure) throws EvaluationException {
    Catch rule = task.catching();
    JsonNode error = failure.error().toJson();
    Scope inner = new Scope(scope, rule.as(), error);
    if (!rule.errors().fits(failure.error())
        || !holds(rule.when(), inner, true)
        || holds(rule.exceptWhen(), inner, false)) {
      fail(failure);
      return;
    }
    Optional<Instant> again = nextAttempt(rule.retry(), failure, inner);
    if (again.isPresent()) {
      scheduleRetry(again.get(), failure.error());
    } else if (rule.handler().isEmpty() && rule.retry() != null) {
      fail(failure);
    } else {
      handle(rule, failure.error(), inner);
    }
  }

  private boolean holds(@Nullable Template condition, Scope inner, boolean otherwise)
      throws EvaluationException {
    return condition == null
        ? otherwise
        : condition.holds(input(), new TaskVariables(core, this, inner, input(), null));
  }

  private Optional<Instant> nextAttempt(@Nullable RetryRule rule, Failure failure, Scope inner)
      throws EvaluationException {
    if (rule == null
        || rule.attempts() != null && attempt > rule.attempts()
        || !holds(rule.when(), inner, true)
        || holds(rule.exceptWhen(), inner, false)) {
      return Optional.empty();
    }
    if (core.journal.replaying()) {
      // what was decided depends on chance and on the time then
      return Optional.ofNullable(core.journal.peek(EntryKind.RETRY_SCHEDULED, position.stepId()))
          .map(JournalEntry::dueAt);
    }
    TaskVariables variables = new TaskVariables(core, this, inner, input(), null);
    Instant now = core.journal.now();
    Instant at = now.plus(RetryDelay.of(rule, attempt, core, input(), variables));
    if (failure.notBefore() != null && failure.notBefore().isAfter(at)) {
      at = failure.notBefore();
    }
    boolean tooLate =
        rule.duration() != null
            && at.isAfter(startedAt().plus(rule.duration().evaluate(input(), variables)));
    return tooLate ? Optional.empty() : Optional.of(at);
  }

  private void scheduleRetry(Instant at, FlowError error) {
    JournalEntry entry =
        core.journal.write(
            Draft.of(EntryKind.RETRY_SCHEDULED, position)
                .detail(String.valueOf(attempt + 1))
                .error(error)
                .due(at)
                .since(startedAt()));
    core.setTimer(this, RETRY, entry.dueAt() == null ? at : entry.dueAt());
  }

  private void handle(Catch rule, FlowError error, Scope inner) {
    core.journal.write(
        Draft.of(EntryKind.CAUGHT, position)
            .detail(rule.as())
            .input(input())
            .error(error)
            .since(startedAt()));
    if (rule.handler().isEmpty()) {
      complete(input());
      return;
    }
    ListFrame frame = new ListFrame(core, this, position, inner, rule.handler(), input());
    handler = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void cancelInside() {
    core.clearTimer(this, RETRY);
    endAttempt();
    if (body != null) {
      body.cancel();
    }
    if (handler != null) {
      handler.cancel();
    }
  }

  @Override
  @Nullable Instant limit() {
    Instant whole = super.limit();
    Instant one = attemptLimit;
    return one == null || whole != null && whole.isBefore(one) ? whole : one;
  }
}
