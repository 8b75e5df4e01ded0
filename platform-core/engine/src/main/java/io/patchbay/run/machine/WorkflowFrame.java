package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code run: workflow}. Its key makes a second start of the same child a duplicate. */
final class WorkflowFrame extends CallFrame {
  private final Task.RunWorkflow task;

  WorkflowFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.RunWorkflow task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  CallRequest request() throws EvaluationException {
    return new CallRequest.Workflow(
        task.namespace(),
        task.flow(),
        task.version(),
        task.input().evaluate(input(), variables(null)),
        task.await());
  }

  @Override
  EffectKind effectOf(CallRequest call) {
    return EffectKind.KEYED;
  }

  @Override
  JsonNode shown(CallRequest call) {
    return ((CallRequest.Workflow) call).input();
  }

  /**
   * A run that is not waited for has no output yet: the input passes on, the journal has its id.
   */
  @Override
  JsonNode result(JsonNode output) {
    return task.await() ? output : input();
  }

  @Override
  String detail() {
    return task.namespace() + "/" + task.flow() + ":" + task.version();
  }
}
