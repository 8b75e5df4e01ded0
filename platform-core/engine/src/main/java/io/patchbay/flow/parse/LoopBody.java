package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code for}. */
record LoopBody(Toolkit tools, TaskReader tasks) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields loop = fields.findObject("for", "'for'");
    if (loop == null) {
      return null;
    }
    String each = variable(loop, "each", "item");
    String at = variable(loop, "at", "index");
    Template in = tools.templates().condition(loop.require("in"), "'in'", scope);
    loop.close();
    Set<String> inner =
        Names.plus(scope, Objects.equals(each, at) ? new String[] {each} : new String[] {each, at});
    Template whileTrue = tools.templates().condition(fields.find("while"), "'while'", inner);
    List<Task> body = tasks.list(fields.require("do"), "'" + head.name() + "'", inner);
    return in == null ? null : new Task.For(head, each, at, in, whileTrue, body);
  }

  private String variable(Fields loop, String key, String otherwise) {
    String name = loop.findText(key);
    Place place = loop.find(key);
    if (name != null && place != null && !name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-name",
              "'" + name + "' cannot name a variable: use letters, digits and _.",
              place.pointer(),
              place.span());
      return otherwise;
    }
    return name == null ? otherwise : name;
  }
}
