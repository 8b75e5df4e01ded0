package io.patchbay.bench.expression;

import io.patchbay.expression.CompileOptions;
import io.patchbay.expression.Expression;
import io.patchbay.expression.ExpressionSyntaxException;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** An expression evaluated the way a task does it, its variables looked up each time. */
public final class AsInARun implements UnaryOperator<JsonNode> {
  static final String[] NAMES = {
    "context", "input", "output", "task", "workflow", "runtime", "secrets"
  };

  private final JqTemplate template;
  private final Map<String, JsonNode> values = new HashMap<>();

  public AsInARun(String source) throws ExpressionSyntaxException {
    template = new JqTemplate(Expression.compile(source, CompileOptions.withVariables(NAMES)));
    for (String name : NAMES) {
      values.put(name, NullNode.getInstance());
    }
  }

  @Override
  public JsonNode apply(JsonNode input) {
    Variables variables = new TaskValues(values);
    try {
      return template.evaluate(input, variables);
    } catch (EvaluationException e) {
      throw new IllegalStateException(e);
    }
  }
}
