package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code raise}. */
record RaiseBody(Toolkit tools) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields raise = fields.findObject("raise", "'raise'");
    Place place = raise == null ? null : raise.require("error");
    if (raise != null) {
      raise.close();
    }
    ErrorRule error = place == null ? null : error(place, scope);
    return error == null ? null : new Task.Raise(head, error);
  }

  private @Nullable ErrorRule error(Place place, Set<String> scope) {
    if (place.node() instanceof Mapping) {
      return tools.errors().find(tools.context().object(place, "the error"), scope);
    }
    String name = tools.context().text(place, "'error'");
    ErrorRule error = name == null ? null : tools.reusables().errors.get(name);
    if (name != null && error == null) {
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-error",
              "There is no error '"
                  + name
                  + "' in `use.errors`."
                  + Names.suggestion(name, tools.reusables().errors.keySet())
                  + " Declare it there or write it inline.",
              place.pointer(),
              place.span());
    }
    return error;
  }
}
