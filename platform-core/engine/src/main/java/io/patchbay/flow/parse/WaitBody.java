package io.patchbay.flow.parse;

import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code wait}. */
record WaitBody(Toolkit tools) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    DurationRule duration = tools.durations().find(fields.find("wait"), scope);
    return duration == null ? null : new Task.Wait(head, duration);
  }
}
