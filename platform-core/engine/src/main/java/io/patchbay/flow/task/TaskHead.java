package io.patchbay.flow.task;

import io.patchbay.flow.syntax.Span;
import io.patchbay.flow.template.Template;
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
 */
public record TaskHead(
    String name,
    String reference,
    Span span,
    @Nullable Template condition,
    DataRules data,
    @Nullable DurationRule timeout,
    Directive then,
    JsonNode source) {}
