package io.patchbay.flow.template;

import io.patchbay.expression.Budget;
import io.patchbay.expression.EvaluationContext;
import io.patchbay.expression.Expression;
import io.patchbay.expression.ExpressionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A value that is one jq expression: its first output, null when there is none. */
public record JqTemplate(Expression expression) implements Template {
  @Override
  public JsonNode evaluate(JsonNode input, Variables variables) throws EvaluationException {
    Budget budget = Budget.STANDARD.withTime(variables.timeLimit());
    EvaluationContext context = new EvaluationContext(used(variables), budget, variables.clock());
    try {
      Optional<JsonNode> first = expression.first(input, context);
      return first.orElse(NullNode.getInstance());
    } catch (ExpressionException e) {
      if (e.kind() == ExpressionException.Kind.INTERRUPTED) {
        throw new EvaluationInterrupted();
      }
      throw EvaluationException.expression(
          "An expression failed", e.getMessage() + " (in " + shortened() + ")");
    }
  }

  private Map<String, JsonNode> used(Variables variables) {
    Set<String> names = expression.variables();
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, JsonNode> values = new HashMap<>();
    names.forEach(name -> values.put(name, variables.get(name)));
    return values;
  }

  private String shortened() {
    String source = expression.source().strip();
    return source.length() <= 80 ? source : source.substring(0, 80) + "…";
  }

  @Override
  public Set<String> variables() {
    return expression.variables();
  }
}
