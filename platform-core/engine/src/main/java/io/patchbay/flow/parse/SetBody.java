package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code set}. */
record SetBody(Toolkit tools) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Place place = fields.find("set");
    if (place == null) {
      return null;
    }
    boolean text = place.node().json().isString();
    if (!text && !(place.node() instanceof Mapping mapping && !mapping.entries().isEmpty())) {
      tools.context().wrongKind(place, "'set'", "an object with at least one member, or ${ }");
      return null;
    }
    return new Task.SetValue(
        head,
        text ? tools.templates().expression(place, scope) : tools.templates().value(place, scope));
  }
}
