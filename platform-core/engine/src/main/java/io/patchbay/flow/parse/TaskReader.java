package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of tasks and tells their kinds apart by their keyword. */
final class TaskReader {
  private final Toolkit tools;
  private final HeadReader heads;
  private final ListChecks checks;

  /** Keyword to reader; `for` stands before `do`, which it also has. */
  private final Map<String, TaskBody> bodies = new LinkedHashMap<>();

  TaskReader(Toolkit tools) {
    this.tools = tools;
    this.heads = new HeadReader(tools);
    this.checks = new ListChecks(tools.context());
    bodies.put("for", new LoopBody(tools, this));
    bodies.put("fork", new ForkBody(tools, this));
    bodies.put("try", new TryBody(tools, this));
    bodies.put("switch", new SwitchBody(tools));
    bodies.put("call", new CallBody(tools));
    bodies.put("set", new SetBody(tools));
    bodies.put("raise", new RaiseBody(tools));
    bodies.put("wait", new WaitBody(tools));
    bodies.put("run", new RunBody(tools));
    bodies.put("emit", new EmitBody(tools));
    bodies.put("listen", new ListenBody(tools, this));
    bodies.put("do", new SequenceBody(this));
  }

  /** A list whose tasks follow one another. */
  List<Task> list(@Nullable Place place, String what, Set<String> scope) {
    return read(place, what, scope, true);
  }

  /** A list whose tasks stand side by side. */
  List<Task> branches(Place place, Set<String> scope) {
    return read(place, "the branches of the fork", scope, false);
  }

  private List<Task> read(
      @Nullable Place place, String what, Set<String> scope, boolean sequential) {
    if (place == null) {
      return List.of();
    }
    List<SourceNode> items = tools.context().list(place, what);
    List<Task> tasks = new ArrayList<>();
    ListChecks.Names names = checks.names();
    for (int i = 0; i < items.size(); i++) {
      Place item = new Place(items.get(i), Pointers.child(place.pointer(), i));
      Entry entry = single(item, what);
      if (entry == null || !tools.context().countTask(item)) {
        continue;
      }
      String pointer = Pointers.child(item.pointer(), entry.key());
      names.add(entry, pointer);
      Task task = task(entry.key(), new Place(entry.value(), pointer), entry, scope);
      if (task != null) {
        tasks.add(task);
      }
    }
    if (items.isEmpty() && place.node() instanceof SourceNode.Sequence) {
      tools
          .context()
          .problems()
          .error(
              "flow.empty-list",
              "The list of " + what + " is empty: add a task.",
              place.pointer(),
              place.span());
    }
    if (sequential) {
      checks.order(tasks, names, tasks.size() == items.size(), what);
    } else {
      checks.branches(tasks, names);
    }
    return List.copyOf(tasks);
  }

  private @Nullable Entry single(Place item, String what) {
    if (item.node() instanceof Mapping mapping && mapping.entries().size() == 1) {
      return mapping.entries().values().iterator().next();
    }
    boolean several = item.node() instanceof Mapping mapping && mapping.entries().size() > 1;
    tools
        .context()
        .problems()
        .error(
            "flow.wrong-task",
            several
                ? "Each item of "
                    + what
                    + " holds one named task; this has several keys. Indent the task's members"
                    + " below its name."
                : "Each item of " + what + " is a named task, such as `- charge: {set: {…}}`.",
            item.pointer(),
            item.span());
    return null;
  }

  @Nullable Task task(String name, Place place, Entry entry, Set<String> scope) {
    Fields fields = tools.context().object(place, "the task '" + name + "'");
    if (fields == null) {
      return null;
    }
    String keyword = keyword(fields, name, entry);
    TaskHead head =
        heads.read(name, fields, entry, scope).extendedBy(tools.reusables().extensionsOf(keyword));
    TaskBody body = bodies.get(keyword);
    if (body == null) {
      return null;
    }
    fields.allow(List.of(keyword));
    Task task = body.read(head, fields, scope);
    fields.close();
    return task;
  }

  private String keyword(Fields fields, String name, Entry entry) {
    List<String> found = bodies.keySet().stream().filter(fields.entries()::containsKey).toList();
    boolean plain =
        found.size() == 1 || found.size() == 2 && Set.of("for", "listen").contains(found.get(0));
    if (found.isEmpty()) {
      String given = String.join(", ", fields.entries().keySet());
      String hint =
          fields.entries().keySet().stream()
              .map(key -> Names.suggestion(key, bodies.keySet()))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-task",
              "The kind of the task '"
                  + name
                  + "' is not known: it has "
                  + (given.isEmpty() ? "no members" : "'" + given + "'")
                  + ", and none of them says what to do."
                  + hint
                  + " Use one of "
                  + String.join(", ", bodies.keySet())
                  + ".",
              fields.pointer(),
              entry.keySpan());
      return "";
    }
    if (!plain) {
      tools
          .context()
          .problems()
          .error(
              "flow.ambiguous-task",
              "The task '"
                  + name
                  + "' is of several kinds at once ("
                  + String.join(", ", found)
                  + "): make it one task each.",
              fields.pointer(),
              entry.keySpan());
    }
    return found.getFirst();
  }
}
