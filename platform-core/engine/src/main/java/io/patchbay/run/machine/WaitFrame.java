package io.patchbay.run.machine;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code wait}. */
final class WaitFrame extends LeafFrame {
  private static final String WAIT = "wait";
  private final Task.Wait task;

  WaitFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Wait task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    setTimer(WAIT, core.journal.now().plus(task.duration().evaluate(input(), variables(null))));
  }

  @Override
  void timerFired(String purpose) {
    if (purpose.equals(WAIT)) {
      complete(input());
    } else {
      super.timerFired(purpose);
    }
  }

  @Override
  void cancelInside() {
    core.clearTimer(this, WAIT);
  }
}
