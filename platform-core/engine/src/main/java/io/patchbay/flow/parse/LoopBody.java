package io.patchbay.flow.parse;

import io.patchbay.expression.Expression;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** {@code for}. */
record LoopBody(Toolkit tools, TaskReader tasks) implements TaskBody {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields loop = fields.findObject("for", "'for'");
    if (loop == null) {
      return null;
    }
    String each = variable(loop, "each", "item");
    String at = variable(loop, "at", "index");
    Template in = tools.templates().condition(loop.require("in"), "'in'", scope);
    refuseNoList(loop.find("in"), in);
    loop.close();
    Set<String> inner =
        Names.plus(scope, Objects.equals(each, at) ? new String[] {each} : new String[] {each, at});
    Template whileTrue = tools.templates().condition(fields.find("while"), "'while'", inner);
    List<Task> body = tasks.list(fields.require("do"), "'" + head.name() + "'", inner);
    return in == null ? null : new Task.For(head, each, at, in, whileTrue, body);
  }

  /** A value that is written out, such as {@code 5} or {@code {"a": 1}}, must be a list. */
  private void refuseNoList(@Nullable Place place, @Nullable Template in) {
    JsonNode value = in == null ? null : in.literal().orElseGet(() -> written(in));
    if (place != null
        && value != null
        && !value.isArray()
        && !value.isMissingNode()
        && !value.isNull()) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-kind",
              "'in' must give a list; "
                  + value
                  + " is none. Name a list, such as `.lines`, or write one: `[1, 2]`.",
              place.pointer(),
              place.span());
    }
  }

  private static JsonNode written(Template in) {
    if (in instanceof JqTemplate(Expression expression)) {
      try {
        return JSON.readTree(expression.source());
      } catch (JacksonException e) {
        return MissingNode.getInstance();
      }
    }
    return MissingNode.getInstance();
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
