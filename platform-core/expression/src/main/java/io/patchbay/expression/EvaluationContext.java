package io.patchbay.expression;

import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an evaluation sees besides its input.
 *
 * @param variables values by name, without the dollar sign; never changed
 * @param clock what {@code now} reads
 */
public record EvaluationContext(
    Map<String, JsonNode> variables, Budget budget, InstantSource clock) {
  public static EvaluationContext of(Map<String, JsonNode> variables, Budget budget) {
    return new EvaluationContext(variables, budget, InstantSource.system());
  }
}
