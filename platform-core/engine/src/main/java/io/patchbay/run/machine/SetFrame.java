package io.patchbay.run.machine;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code set}. */
final class SetFrame extends LeafFrame {
  private final Task.SetValue task;

  SetFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.SetValue task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    JournalEntry recorded = core.journal.peek(EntryKind.STEP_FINISHED, position.stepId());
    JsonNode output =
        recorded != null && recorded.output() != null
            ? recorded.output()
            : task.value().evaluate(input(), variables(null));
    if (core.fits(position, output)) {
      complete(finished(output));
    }
  }
}
