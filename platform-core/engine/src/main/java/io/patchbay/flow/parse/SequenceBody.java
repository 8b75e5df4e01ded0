package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;

/** {@code do}. */
record SequenceBody(TaskReader tasks) implements TaskBody {
  @Override
  public Task read(TaskHead head, Fields fields, Set<String> scope) {
    return new Task.Do(head, tasks.list(fields.find("do"), "'" + head.name() + "'", scope));
  }
}
