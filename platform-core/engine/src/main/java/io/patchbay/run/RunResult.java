package io.patchbay.run;

import io.patchbay.flow.FlowError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a run ended.
 *
 * @param state a final one
 * @param output set when it succeeded
 * @param error set when it failed or is dead
 */
public record RunResult(RunState state, @Nullable JsonNode output, @Nullable FlowError error) {
  public RunResult(RunState state, @Nullable JsonNode output, @Nullable FlowError error) {
    if (!state.isTerminal()) {
      throw new IllegalArgumentException(state + " is not the end of a run.");
    }
    this.state = state;
    this.output = output;
    this.error = error;
  }

  public static RunResult succeeded(JsonNode output) {
    return new RunResult(RunState.SUCCEEDED, output, null);
  }

  public static RunResult failed(FlowError error) {
    return new RunResult(RunState.FAILED, null, error);
  }

  public static RunResult cancelled() {
    return new RunResult(RunState.CANCELLED, null, null);
  }

  public static RunResult dead(FlowError evidence) {
    return new RunResult(RunState.DEAD, null, evidence);
  }
}
