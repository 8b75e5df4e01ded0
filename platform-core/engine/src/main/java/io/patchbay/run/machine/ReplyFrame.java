package io.patchbay.run.machine;

import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code call: webhook.reply:1.0.0@default}: answers the waiting caller; its output is the body.
 */
final class ReplyFrame extends LeafFrame {
  private final Task.CallFunction task;

  ReplyFrame(
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
  void enter() throws EvaluationException {
    JournalEntry recorded = core.journal.peek(EntryKind.REPLIED, position.stepId());
    JsonNode reply = recorded == null || recorded.output() == null ? reply() : recorded.output();
    if (!core.fits(position, reply)) {
      return;
    }
    core.journal.write(
        Draft.of(EntryKind.REPLIED, position)
            .detail(detail())
            .input(input())
            .output(reply)
            .since(startedAt()));
    JsonNode body = reply.get("body");
    complete(body == null ? JsonNodeFactory.instance.nullNode() : body);
  }

  private JsonNode reply() throws EvaluationException {
    JsonNode with = task.with().evaluate(input(), variables(null));
    JsonNode status = with.get("status");
    if (status != null
        && !(status.isIntegralNumber() && status.asLong() >= 200 && status.asLong() <= 599)) {
      throw new EvaluationException(
          FlowError.of(
              ErrorType.VALIDATION,
              "The reply cannot be sent",
              "`status` must be a whole number from 200 to 599, it is " + status + "."));
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.set("status", status == null ? JsonNodeFactory.instance.numberNode(200) : status);
    reply.set(
        "headers",
        with.path("headers").isObject()
            ? with.get("headers")
            : JsonNodeFactory.instance.objectNode());
    JsonNode body = with.get("body");
    reply.set("body", body == null ? JsonNodeFactory.instance.nullNode() : body);
    return reply;
  }

  @Override
  String detail() {
    return task.function();
  }
}
