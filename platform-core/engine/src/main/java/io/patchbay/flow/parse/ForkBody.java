package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code fork}. */
record ForkBody(Toolkit tools, TaskReader tasks) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields fork = fields.findObject("fork", "'fork'");
    if (fork == null) {
      return null;
    }
    Place branches = fork.require("branches");
    boolean compete = fork.findFlag("compete", false);
    fork.close();
    List<Task> read = branches == null ? List.of() : tasks.branches(branches, scope);
    return new Task.Fork(head, compete, read);
  }
}
