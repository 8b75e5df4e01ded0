package io.patchbay.flow.parse;

import io.patchbay.flow.task.EventStrategyRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code listen}. */
record ListenBody(Toolkit tools, TaskReader tasks) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields listen = fields.findObject("listen", "'listen'");
    Fields foreach = fields.findObject("foreach", "'foreach'");
    Task.ForEvent turns = foreach == null ? null : turns(head, foreach, scope);
    if (listen == null) {
      return null;
    }
    Place to = listen.require("to");
    String read = listen.findChoice("read", List.of("data", "envelope", "raw"));
    listen.close();
    EventStrategyRule strategy =
        to == null ? null : new EventRules(tools).strategy(to, scope, true);
    return strategy == null
        ? null
        : new Task.Listen(
            head,
            strategy,
            read == null
                ? Task.Listen.Read.DATA
                : Task.Listen.Read.valueOf(read.toUpperCase(Locale.ROOT)),
            turns);
  }

  private Task.ForEvent turns(TaskHead head, Fields foreach, Set<String> scope) {
    String item = variable(foreach, "item", "item");
    String at = variable(foreach, "at", "index");
    Set<String> inner = item.equals(at) ? Names.plus(scope, item) : Names.plus(scope, item, at);
    Place body = foreach.find("do");
    List<Task> list = body == null ? List.of() : tasks.list(body, "'" + head.name() + "'", inner);
    Task.ForEvent turns =
        new Task.ForEvent(item, at, list, new HeadReader(tools).data(foreach, inner));
    foreach.close();
    return turns;
  }

  private String variable(Fields fields, String key, String otherwise) {
    String name = fields.findText(key);
    Place place = fields.find(key);
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
