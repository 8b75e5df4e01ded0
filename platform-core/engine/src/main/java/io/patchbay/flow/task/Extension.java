package io.patchbay.flow.task;

import io.patchbay.flow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks around other tasks ({@code use.extensions}). They look on: what they put out is dropped,
 * unless a task of {@code before} leaves with {@code then: exit}; then its output stands for the
 * extended task's, which does not run.
 *
 * @param extend the kind of task, {@code composite} (do and fork) or {@code all}
 * @param when null: always; asked before each execution
 */
public record Extension(
    String name, String extend, @Nullable Template when, List<Task> before, List<Task> after) {

  /** Whether tasks of this keyword are meant. */
  public boolean extendsKind(String keyword) {
    return extend.equals("all")
        || extend.equals(keyword)
        || extend.equals("composite") && (keyword.equals("do") || keyword.equals("fork"));
  }
}
