package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code switch}: the first case that holds decides; none: the task's own {@code then}. */
final class SwitchFrame extends LeafFrame {
  private final Task.Switch task;

  SwitchFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Switch task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    JournalEntry recorded = core.journal.peek(EntryKind.DECIDED, position.stepId());
    String chosen = recorded == null ? choose() : recorded.detail();
    core.journal.write(
        Draft.of(EntryKind.DECIDED, position).detail(chosen).input(input()).since(startedAt()));
    Optional<Task.Case> found =
        task.cases().stream().filter(option -> option.name().equals(chosen)).findFirst();
    Directive then = found.map(Task.Case::then).orElse(task.head().then());
    complete(input(), then);
  }

  private String choose() throws EvaluationException {
    for (Task.Case option : task.cases()) {
      if (option.when() == null || option.when().holds(input(), variables(null))) {
        return option.name();
      }
    }
    return "";
  }
}
