package io.patchbay.flow.task;

import io.patchbay.flow.syntax.Span;
import io.patchbay.flow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What every task has.
 *
 * @param reference JSON pointer of the task, such as {@code /do/0/charge}
 * @param span from its name to its end
 * @param condition {@code if}
 * @param timeout null: none of its own
 * @param then {@code continue} when nothing is said
 * @param source the task as JSON
 * @param extensions those of its kind, the first outermost
 */
public record TaskHead(
    String name,
    String reference,
    Span span,
    @Nullable Template condition,
    DataRules data,
    @Nullable DurationRule timeout,
    Directive then,
    JsonNode source,
    List<Extension> extensions) {

  public TaskHead extendedBy(List<Extension> all) {
    return new TaskHead(name, reference, span, condition, data, timeout, then, source, all);
  }
}
