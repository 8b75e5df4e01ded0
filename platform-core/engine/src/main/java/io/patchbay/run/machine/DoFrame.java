package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code do}. */
final class DoFrame extends TaskFrame {
  private final Task.Do task;
  private @Nullable ListFrame list;

  DoFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Do task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() {
    ListFrame frame = new ListFrame(core, this, position, scope, task.tasks(), input());
    list = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    complete(output);
  }

  @Override
  void cancelInside() {
    if (list != null) {
      list.cancel();
    }
  }
}
