package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code call} of a function of {@code use.functions}: sees its arguments and nothing around it.
 */
final class LocalFrame extends TaskFrame {
  private final Task.CallLocal task;
  private @Nullable TaskFrame body;

  LocalFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.CallLocal task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    Task function = core.flow.functions().get(task.function());
    if (function == null) {
      throw new IllegalStateException("The parser let an unknown function pass.");
    }
    long depth = position.path().chars().filter(c -> c == '>').count();
    if (depth >= core.limits.callDepth()) {
      core.exceeded(
          position,
          "functions call each other more than " + core.limits.callDepth() + " deep",
          "Let '" + task.function() + "' end its recursion with `if`.");
      return;
    }
    JsonNode arguments = task.with().evaluate(input(), variables(null));
    TaskFrame frame =
        Frames.of(core, this, position.function(function.reference()), null, function, arguments);
    body = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    if (then instanceof Directive.End) {
      core.end(output);
    } else {
      complete(output);
    }
  }

  @Override
  void cancelInside() {
    if (body != null) {
      body.cancel();
    }
  }
}
