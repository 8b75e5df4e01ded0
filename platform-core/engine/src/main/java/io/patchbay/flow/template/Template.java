package io.patchbay.flow.template;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A value of a flow that may hold expressions. Immutable, thread-safe. */
public sealed interface Template
    permits LiteralTemplate, JqTemplate, ObjectTemplate, ArrayTemplate {

  JsonNode evaluate(JsonNode input, Variables variables) throws EvaluationException;

  /** The value when no expression is needed to know it. */
  default Optional<JsonNode> literal() {
    return Optional.empty();
  }

  /** The variables that its expressions use, without {@code $}. */
  Set<String> variables();

  /** As a condition: everything but {@code false} and {@code null} holds, as in jq. */
  default boolean holds(JsonNode input, Variables variables) throws EvaluationException {
    JsonNode value = evaluate(input, variables);
    return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
  }
}
