package io.patchbay.run.machine;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The run itself. */
final class RunFrame extends Frame {
  private JsonNode input = NullNode.getInstance();
  private Instant startedAt = Instant.EPOCH;
  private @Nullable Instant limit;
  private @Nullable ListFrame list;

  RunFrame(Core core) {
    super(core, null, Position.ROOT, null);
  }

  @Override
  void begin() {
    JsonNode raw = core.facts.input();
    JournalEntry started = core.journal.write(Draft.of(EntryKind.RUN_STARTED, position).input(raw));
    startedAt = started.at();
    core.environment.started(startedAt);
    core.budget.hold(position, raw);
    try {
      DataRules data = core.flow.data();
      input = raw;
      if (data.inputSchema() != null) {
        data.inputSchema().require(raw, "input of the flow");
      }
      if (data.inputFrom() != null) {
        input = data.inputFrom().evaluate(raw, variables(null));
      }
      if (core.flow.timeout() != null) {
        Instant due = startedAt.plus(core.flow.timeout().evaluate(input, variables(null)));
        limit = due;
        core.setTimer(this, TaskFrame.TIMEOUT, due);
      }
    } catch (EvaluationException e) {
      fail(Failure.of(e.error()));
      return;
    }
    ListFrame frame = new ListFrame(core, this, position, null, core.flow.tasks(), input);
    list = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void timerFired(String purpose) {
    fail(
        Failure.of(
            FlowError.of(
                ErrorType.TIMEOUT,
                "The run took longer than its time limit",
                "Allow more time with `timeout` of the flow.")));
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    complete(output);
  }

  void complete(JsonNode raw) {
    try {
      DataRules data = core.flow.data();
      JsonNode output =
          data.outputAs() == null ? raw : data.outputAs().evaluate(raw, variables(raw));
      if (data.outputSchema() != null) {
        data.outputSchema().require(output, "output of the flow");
      }
      if (core.fits(position, output)) {
        core.finish(RunResult.succeeded(output));
      }
    } catch (EvaluationException e) {
      fail(Failure.of(e.error()));
    }
  }

  @Override
  void fail(Failure failure) {
    core.finish(RunResult.failed(failure.error()));
  }

  @Override
  void cancel() {
    core.finish(RunResult.cancelled());
  }

  void cancelAll() {
    core.clearTimer(this, TaskFrame.TIMEOUT);
    ListFrame inside = list;
    if (inside != null) {
      inside.cancel();
    }
  }

  @Override
  @Nullable Instant limit() {
    return limit;
  }

  Instant startedAt() {
    return startedAt;
  }

  private TaskVariables variables(@Nullable JsonNode output) {
    return new TaskVariables(core, null, null, input, output);
  }
}
