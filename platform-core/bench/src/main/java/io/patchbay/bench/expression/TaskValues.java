package io.patchbay.bench.expression;

import io.patchbay.flow.template.Variables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The variables a task's expressions may use, as a run offers them. */
record TaskValues(Map<String, JsonNode> values) implements Variables {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Override
  public JsonNode get(String name) {
    JsonNode value = values.get(name);
    return value == null ? NullNode.getInstance() : value;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Duration timeLimit() {
    return LIMIT;
  }
}
