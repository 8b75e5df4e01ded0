package io.patchbay.run.start;

import io.patchbay.flow.template.Variables;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What an expression sees before a run exists: its input and the clock. */
record IntakeVariables(InstantSource clock) implements Variables {

  private static final Duration LIMIT = Duration.ofMillis(250);

  @Override
  public JsonNode get(String name) {
    return NullNode.getInstance();
  }

  @Override
  public Duration timeLimit() {
    return LIMIT;
  }
}
