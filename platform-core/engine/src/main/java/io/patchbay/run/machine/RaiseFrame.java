package io.patchbay.run.machine;

import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code raise}. */
final class RaiseFrame extends LeafFrame {
  private final Task.Raise task;

  RaiseFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Raise task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    ErrorRule rule = task.error();
    JsonNode status = rule.status().evaluate(input(), variables(null));
    String instance = text(rule.instance());
    raise(
        Failure.of(
            new FlowError(
                rule.type().evaluate(input(), variables(null)).asString("about:blank"),
                status.asInt(500),
                instance == null ? "" : instance,
                text(rule.title()),
                text(rule.detail()))));
  }

  private @Nullable String text(@Nullable Template template) throws EvaluationException {
    if (template == null) {
      return null;
    }
    JsonNode value = template.evaluate(input(), variables(null));
    return value.isNull() ? null : value.isString() ? value.stringValue() : value.toString();
  }
}
