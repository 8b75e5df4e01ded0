package io.patchbay.run.machine;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One execution of a task: condition, input, time limit, the work of its kind, output, export. The
 * work of its kind begins in {@link #enter} and ends in {@link #complete} or {@link #raise}.
 */
abstract class TaskFrame extends Frame {
  static final String TIMEOUT = "timeout";

  private final Task task;
  private final JsonNode rawInput;
  private JsonNode input = NullNode.getInstance();
  private Instant startedAt = Instant.EPOCH;
  private @Nullable Instant limit;
  private Duration allowed = Duration.ZERO;
  private @Nullable Around around;

  TaskFrame(
      Core core,
      @Nullable Frame parent,
      Position position,
      @Nullable Scope scope,
      Task task,
      JsonNode rawInput) {
    super(core, parent, position, scope);
    this.task = task;
    this.rawInput = rawInput;
  }

  /** Something that may fail with an error of the flow. */
  interface Evaluation {
    void run() throws EvaluationException;
  }

  /** The work of its kind, with the transformed input. */
  abstract void enter() throws EvaluationException;

  /** Ends all inside. */
  abstract void cancelInside();

  @Override
  final void begin() {
    if (core.budget.step(position)) {
      startedAt = core.journal.now();
      guarded(this::checkConditionAndEnter);
    }
  }

  private void checkConditionAndEnter() throws EvaluationException {
    input = rawInput;
    Template condition = task.head().condition();
    if (condition != null && !condition.holds(rawInput, variables(null))) {
      core.journal.write(
          Draft.of(EntryKind.STEP_SKIPPED, position).input(rawInput).since(startedAt));
      leave(rawInput, Directive.CONTINUE);
      return;
    }
    if (task.head().extensions().isEmpty()) {
      takeInputAndEnter();
    } else {
      around = new Around(core, this, extensions());
      around.begin(rawInput);
    }
  }

  private List<Extension> extensions() throws EvaluationException {
    List<Extension> wanted = new ArrayList<>();
    Scope inner = new Scope(scope, "task", core.environment.extended(describe(null), task));
    for (Extension extension : task.head().extensions()) {
      if (extension.when() == null
          || extension
              .when()
              .holds(rawInput, new TaskVariables(core, this, inner, rawInput, null))) {
        wanted.add(extension);
      }
    }
    return wanted;
  }

  /** The tasks before it are done. */
  final void extended() {
    guarded(this::takeInputAndEnter);
  }

  private void takeInputAndEnter() throws EvaluationException {
    DataRules data = task.head().data();
    if (data.inputSchema() != null) {
      data.inputSchema().require(rawInput, "input of '" + task.name() + "'");
    }
    if (data.inputFrom() != null) {
      input = data.inputFrom().evaluate(rawInput, variables(null));
    }
    armTimeout();
    enter();
  }

  private void armTimeout() throws EvaluationException {
    DurationRule timeout = task.head().timeout();
    if (timeout != null) {
      allowed = timeout.evaluate(input, variables(null));
      limit = setTimer(TIMEOUT, core.journal.now().plus(allowed));
    }
  }

  /**
   * The work begins again after its node died: it gets its own time limit anew, because the time
   * without a node was not its fault. Limits of the tasks around it go on.
   */
  final void restartLimit() {
    if (limit != null) {
      limit = core.journal.present().plus(allowed);
      core.setTimer(this, TIMEOUT, limit);
    }
  }

  /** Records and sets a timer; returns its recorded time. */
  final Instant setTimer(String purpose, Instant due) {
    JournalEntry entry =
        core.journal.write(
            Draft.of(EntryKind.TIMER_SET, position).detail(purpose).due(due).since(startedAt));
    Instant recorded = entry.dueAt() == null ? due : entry.dueAt();
    core.setTimer(this, purpose, recorded);
    return recorded;
  }

  @Override
  void timerFired(String purpose) {
    if (!purpose.equals(TIMEOUT)) {
      super.timerFired(purpose);
    }
    cancelInside();
    raise(
        Failure.of(
            FlowError.of(
                ErrorType.TIMEOUT,
                "'" + task.name() + "' took longer than its time limit",
                "Allow more time with `timeout`, or catch this error.")));
  }

  /**
   * Runs an evaluation; its error becomes the step's. In a replay an error that was recorded is
   * taken as it is, without evaluating again.
   */
  final void guarded(Evaluation evaluation) {
    JournalEntry failed = core.journal.peek(EntryKind.STEP_FAILED, position.stepId());
    if (failed != null && core.stopAsRecorded()) {
      return;
    }
    if (failed != null && failed.error() != null) {
      raise(Failure.of(failed.error()));
      return;
    }
    try {
      evaluation.run();
    } catch (EvaluationException e) {
      raise(Failure.of(e.error()));
    }
  }

  /** An error that begins here. */
  final void raise(Failure failure) {
    FlowError error = failure.error().at(task.reference());
    JournalEntry entry =
        core.journal.write(
            Draft.of(EntryKind.STEP_FAILED, position)
                .detail(detail())
                .input(input)
                .error(error)
                .due(failure.notBefore())
                .since(startedAt));
    fail(new Failure(entry.error() == null ? error : entry.error(), entry.dueAt()));
  }

  @Override
  final void fail(Failure failure) {
    core.clearTimer(this, TIMEOUT);
    cancelInside();
    super.fail(failure);
  }

  /** The work is done; shapes the output and leaves. */
  final void complete(JsonNode rawOutput, Directive then) {
    core.clearTimer(this, TIMEOUT);
    guarded(() -> shapeOutput(rawOutput, then));
  }

  final void complete(JsonNode rawOutput) {
    complete(rawOutput, task.head().then());
  }

  private void shapeOutput(JsonNode rawOutput, Directive then) throws EvaluationException {
    DataRules data = task.head().data();
    JsonNode output = rawOutput;
    if (data.outputAs() != null) {
      output = data.outputAs().evaluate(rawOutput, variables(rawOutput));
    }
    if (data.outputSchema() != null) {
      data.outputSchema().require(output, "output of '" + task.name() + "'");
    }
    if (data.exportAs() != null) {
      JsonNode context = data.exportAs().evaluate(output, variables(output));
      if (data.exportSchema() != null) {
        data.exportSchema().require(context, "context exported by '" + task.name() + "'");
      }
      if (!core.fits(position, context)) {
        return;
      }
      core.context(context);
    }
    if (core.fits(position, output)) {
      if (around == null) {
        leave(output, then);
      } else {
        around.end(output, then);
      }
    }
  }

  final void leave(JsonNode output, Directive then) {
    die();
    Frame up = parent;
    if (up != null) {
      core.enqueue(up, () -> up.childDone(this, output, then));
    }
  }

  @Override
  final void cancel() {
    if (live()) {
      die();
      core.clearTimer(this, TIMEOUT);
      cancelInside();
      if (around != null) {
        around.cancel();
      }
    }
  }

  @Override
  @Nullable Instant limit() {
    return limit;
  }

  /** Writes that the step ended well. */
  final JsonNode finished(JsonNode output) {
    JournalEntry entry =
        core.journal.write(
            Draft.of(EntryKind.STEP_FINISHED, position)
                .detail(detail())
                .input(input)
                .output(output)
                .since(startedAt));
    JsonNode recorded = entry.output();
    return recorded == null ? output : recorded;
  }

  /** {@code $authorization}: how the step identifies itself; null when it does not. */
  @Nullable JsonNode authorization() {
    return null;
  }

  /** What the journal says about the step besides its name. */
  String detail() {
    return "";
  }

  final TaskVariables variables(@Nullable JsonNode output) {
    return new TaskVariables(core, this, scope, input, output);
  }

  final JsonNode describe(@Nullable JsonNode output) {
    return core.environment.task(task, rawInput, output, startedAt);
  }

  final JsonNode input() {
    return input;
  }

  final Task task() {
    return task;
  }

  final Instant startedAt() {
    return startedAt;
  }
}
