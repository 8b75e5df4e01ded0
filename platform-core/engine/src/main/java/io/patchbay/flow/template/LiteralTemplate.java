package io.patchbay.flow.template;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A value without expressions. */
public record LiteralTemplate(JsonNode value) implements Template {
  @Override
  public JsonNode evaluate(JsonNode input, Variables variables) {
    return value;
  }

  @Override
  public Optional<JsonNode> literal() {
    return Optional.of(value);
  }

  @Override
  public Set<String> variables() {
    return Set.of();
  }
}
