package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code call} of a connector's action. */
final class FunctionFrame extends CallFrame {
  private final Task.CallFunction task;

  FunctionFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.CallFunction task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  CallRequest request() throws EvaluationException {
    JsonNode with = task.with().evaluate(input(), variables(null));
    String connection = null;
    if (task.connection() != null) {
      JsonNode name = task.connection().evaluate(input(), variables(null));
      connection = name.isNull() ? null : name.asString();
    }
    return new CallRequest.Function(task.function(), task.version(), connection, with);
  }

  @Override
  EffectKind effectOf(CallRequest call) throws EvaluationException {
    return core.effects
        .of(task.function(), task.version())
        .orElseThrow(
            () ->
                new EvaluationException(
                    FlowError.of(
                        ErrorType.CONFIGURATION,
                        "There is no function '" + task.function() + "' " + task.version(),
                        "Install the connector that has it, or call another version.")));
  }

  @Override
  JsonNode shown(CallRequest call) {
    return ((CallRequest.Function) call).input();
  }

  @Override
  String detail() {
    return task.function() + ":" + task.version();
  }
}
