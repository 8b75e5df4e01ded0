package io.patchbay.flow.parse;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which task of a list can follow which; index {@code size} stands for leaving the list. */
final class OrderGraph {
  private final List<Task> tasks;
  private final List<BitSet> next = new ArrayList<>();

  OrderGraph(List<Task> tasks, Map<String, Integer> index) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.size(); i++) {
      next.add(followers(tasks.get(i), i, index));
    }
    next.add(new BitSet());
  }

  private BitSet followers(Task task, int at, Map<String, Integer> index) {
    BitSet to = new BitSet();
    if (task.head().condition() != null) {
      to.set(at + 1);
    }
    if (task instanceof Task.Raise) {
      to.set(tasks.size());
      return to;
    }
    boolean decided = false;
    if (task instanceof Task.Switch choice) {
      for (Task.Case option : choice.cases()) {
        to.set(target(option.then(), at, index));
        decided |= option.when() == null;
      }
    }
    if (!decided) {
      to.set(target(task.head().then(), at, index));
    }
    return to;
  }

  private int target(Directive then, int at, Map<String, Integer> index) {
    return switch (then) {
      case Directive.Continue _ -> at + 1;
      case Directive.Exit _, Directive.End _ -> tasks.size();
      case Directive.Jump jump -> index.getOrDefault(jump.task(), tasks.size());
    };
  }

  void report(Problems problems, String what) {
    BitSet reached = from(0);
    for (int i = 0; i < tasks.size(); i++) {
      if (!reached.get(i)) {
        problems.warning(
            "flow.unreachable-task",
            "The task '"
                + tasks.get(i).name()
                + "' is never reached: no task before it leads there. Let a `then` name it, or"
                + " remove it.",
            tasks.get(i).reference(),
            tasks.get(i).head().span());
      }
    }
    reportCycle(problems, reached);
  }

  private void reportCycle(Problems problems, BitSet reached) {
    for (int i = 0; i < tasks.size(); i++) {
      BitSet ahead = from(i);
      if (reached.get(i) && !ahead.get(tasks.size())) {
        List<Task> cycle = ahead.stream().mapToObj(tasks::get).toList();
        boolean waits = cycle.stream().anyMatch(Task.Wait.class::isInstance);
        String names = cycle.stream().map(Task::name).collect(Collectors.joining(", "));
        Task first = tasks.get(i);
        if (waits) {
          problems.warning(
              "flow.endless-cycle",
              "The tasks "
                  + names
                  + " go round for ever. A schedule that starts a new run each"
                  + " time is easier to watch and has no end of steps.",
              first.reference(),
              first.head().span());
        } else {
          problems.error(
              "flow.endless-cycle",
              "The tasks "
                  + names
                  + " lead to each other with `then` and never out: the run would"
                  + " not end. Let a `switch` leave the circle.",
              first.reference(),
              first.head().span());
        }
        return;
      }
    }
  }

  private BitSet from(int start) {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    if (start < tasks.size()) {
      open.add(start);
      seen.set(start);
    }
    while (!open.isEmpty()) {
      next.get(open.remove()).stream()
          .filter(to -> !seen.get(to))
          .forEach(
              to -> {
                seen.set(to);
                open.add(to);
              });
    }
    return seen;
  }
}
