package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of task that the language has and this platform does not have yet. */
record LaterBody(Context context, String keyword, String instead) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    context.notSupported("`" + keyword + "`", instead, fields.pointer(), head.span());
    return null;
  }
}
