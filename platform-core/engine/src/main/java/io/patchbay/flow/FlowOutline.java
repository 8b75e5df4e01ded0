package io.patchbay.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.patchbay.flow.syntax.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow as a tree to draw: the root has the kind {@code flow} and one group. Made from the text
 * alone, so that it can be drawn while it is being typed; what cannot be made out is left out.
 *
 * @param ref JSON pointer of the task, empty for the root
 * @param label one line: function, condition, duration …
 * @param connector of the function called
 * @param then absent when the flow goes on with the next task
 * @param conditional the task has an {@code if}
 * @param compete the branches of a fork race
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowOutline(
    String ref,
    String name,
    String kind,
    @Nullable String label,
    @Nullable String connector,
    @Nullable String then,
    boolean conditional,
    boolean compete,
    List<Group> groups,
    int line,
    int endLine) {

  /**
   * @param label name of the branch or case, {@code catch}, {@code do}
   * @param then target of a switch case
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Group(
      String label, @Nullable String condition, @Nullable String then, List<FlowOutline> nodes) {}

  public static FlowOutline of(SourceNode root) {
    return io.patchbay.flow.parse.OutlineReader.read(root);
  }
}
