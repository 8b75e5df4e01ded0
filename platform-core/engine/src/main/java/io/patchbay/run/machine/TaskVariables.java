package io.patchbay.run.machine;

import io.patchbay.flow.template.Variables;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What the expressions of one task see. */
final class TaskVariables implements Variables {
  private final Core core;
  private final @Nullable TaskFrame frame;
  private final @Nullable Scope scope;
  private final JsonNode input;
  private final @Nullable JsonNode output;

  TaskVariables(
      Core core,
      @Nullable TaskFrame frame,
      @Nullable Scope scope,
      JsonNode input,
      @Nullable JsonNode output) {
    this.core = core;
    this.frame = frame;
    this.scope = scope;
    this.input = input;
    this.output = output;
  }

  @Override
  public JsonNode get(String name) {
    JsonNode local = Scope.find(scope, name);
    if (local != null) {
      return local;
    }
    JsonNode found =
        switch (name) {
          case "context" -> core.context();
          case "input" -> input;
          case "output" -> output;
          case "workflow" -> core.environment.workflow();
          case "runtime" -> core.environment.runtime();
          case "secrets" -> core.environment.secrets();
          case "task" -> frame == null ? null : frame.describe(output);
          case "authorization" -> frame == null ? null : frame.authorization();
          default -> null;
        };
    return found == null ? NullNode.getInstance() : found;
  }

  @Override
  public InstantSource clock() {
    return core.journal::shownNow;
  }

  /** A replay gets more: what was in time once must be in time again. */
  @Override
  public Duration timeLimit() {
    Duration limit = core.limits.expressionTime();
    return core.journal.replaying() ? limit.multipliedBy(10) : limit;
  }
}
