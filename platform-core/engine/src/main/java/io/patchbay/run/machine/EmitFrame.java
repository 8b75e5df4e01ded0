package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.event.CloudEvents;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDocument;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code emit}. What the flow leaves out is filled in; the id is the step's key, so that the same
 * step never emits two events.
 */
final class EmitFrame extends CallFrame {
  private final Task.Emit task;
  private String type = "";

  EmitFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Emit task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  CallRequest request() throws EvaluationException {
    JsonNode with = task.with().evaluate(input(), variables(null));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    FlowDocument flow = core.flow.document();
    event.put("specversion", "1.0");
    event.put("id", position.idempotencyKey(core.facts.run().toString()));
    event.put("source", "/flows/" + flow.namespace() + "/" + flow.name());
    event.put("time", core.journal.now().toString());
    with.properties().stream()
        .filter(member -> !member.getValue().isNull() || member.getKey().equals("data"))
        .forEach(member -> event.set(member.getKey(), member.getValue()));
    List<CloudEvents.Wrong> wrong = CloudEvents.check(event);
    if (!wrong.isEmpty()) {
      throw new EvaluationException(
          FlowError.of(
              ErrorType.VALIDATION,
              "'" + task.name() + "' cannot emit its event",
              wrong.stream()
                      .map(CloudEvents.Wrong::toString)
                      .limit(10)
                      .collect(Collectors.joining("; "))
                  + "."));
    }
    type = CloudEvents.text(event, "type");
    return new CallRequest.Emit(event);
  }

  @Override
  EffectKind effectOf(CallRequest call) {
    return EffectKind.KEYED;
  }

  @Override
  JsonNode shown(CallRequest call) {
    return ((CallRequest.Emit) call).event();
  }

  @Override
  String detail() {
    return type;
  }
}
