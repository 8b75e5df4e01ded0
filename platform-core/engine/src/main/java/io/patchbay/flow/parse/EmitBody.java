package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code emit}. */
record EmitBody(Toolkit tools) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields emit = fields.findObject("emit", "'emit'");
    Fields event = emit == null ? null : emit.requireObject("event", "'event'");
    if (emit != null) {
      emit.close();
    }
    Place with = event == null ? null : event.require("with");
    if (event == null || with == null) {
      return null;
    }
    event.allow(event.entries().keySet());
    if (!(with.node() instanceof Mapping)) {
      tools.context().wrongKind(with, "'with' in 'event'", "an object");
      return null;
    }
    Fields attributes = tools.context().object(with, "the event");
    if (attributes == null || attributes.require("type") == null) {
      return null;
    }
    EventRules.checkNames(attributes, tools.context());
    return new Task.Emit(head, tools.templates().value(with, scope));
  }
}
