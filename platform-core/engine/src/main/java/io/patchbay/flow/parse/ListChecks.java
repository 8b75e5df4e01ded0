package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.Span;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that concern the tasks of one list together: names and where {@code then} leads. */
final class ListChecks {
  private final Context context;
  private final Problems problems;

  ListChecks(Context context) {
    this.context = context;
    this.problems = context.problems();
  }

  Names names() {
    return new Names();
  }

  /** The names of a list, also of tasks that could not be read. */
  final class Names {
    private final Map<String, Span> spans = new LinkedHashMap<>();

    void add(Entry entry, String pointer) {
      Span first = spans.putIfAbsent(entry.key(), entry.keySpan());
      if (first != null) {
        problems.error(
            "flow.duplicate-task",
            "Two tasks of this list are called '"
                + entry.key()
                + "' (the first in line "
                + first.line()
                + "): `then` could not tell them apart. Rename one.",
            pointer,
            entry.keySpan());
      }
    }
  }

  void branches(List<Task> tasks, Names names) {
    for (Task task : tasks) {
      if (task.head().then() instanceof Directive.Jump jump) {
        problems.error(
            "flow.unknown-target",
            "'then: "
                + jump.task()
                + "' leads nowhere: the branches of a fork run side by side. Remove it.",
            task.reference() + "/then",
            context.spanOf(task.reference() + "/then"));
      }
    }
  }

  void order(List<Task> tasks, Names names, boolean complete, String what) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      index.putIfAbsent(tasks.get(i).name(), i);
    }
    boolean known = true;
    for (Task task : tasks) {
      known &= target(task.head().then(), task.reference() + "/then", names);
      if (task instanceof Task.Switch choice) {
        for (Task.Case option : choice.cases()) {
          known &= target(option.then(), option.reference() + "/then", names);
        }
      }
    }
    if (known && complete && index.size() == tasks.size()) {
      new OrderGraph(tasks, index).report(problems, what);
    }
  }

  private boolean target(Directive directive, String pointer, Names names) {
    if (directive instanceof Directive.Jump jump && !names.spans.containsKey(jump.task())) {
      problems.error(
          "flow.unknown-target",
          "'then: "
              + jump.task()
              + "' leads nowhere: no task of the same list has that name."
              + io.patchbay.flow.parse.Names.suggestion(jump.task(), names.spans.keySet())
              + " Use one of "
              + String.join(", ", names.spans.keySet())
              + ", or continue, exit, end.",
          pointer,
          context.spanOf(pointer));
      return false;
    }
    return true;
  }
}
