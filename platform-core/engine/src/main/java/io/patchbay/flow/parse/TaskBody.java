package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is special to one kind of task; null when it cannot be used (and that is reported).
 */
interface TaskBody {
  @Nullable Task read(TaskHead head, Fields fields, Set<String> scope);
}
