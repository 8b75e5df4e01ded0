package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A task without tasks inside. */
abstract class LeafFrame extends TaskFrame {
  LeafFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
  }

  @Override
  final void childDone(Frame child, JsonNode output, Directive then) {
    throw new IllegalStateException("A leaf has no children.");
  }

  @Override
  void cancelInside() {}
}
