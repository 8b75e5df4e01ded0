package io.patchbay.expression;

import io.patchbay.expression.eval.Compiler;
import io.patchbay.expression.eval.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A compiled jq expression: immutable, reusable, safe on many threads at once. The input and the
 * variables are never changed; results may share parts with them, so nobody may change those
 * afterwards either.
 */
public final class Expression {
  private final String source;
  private final Program program;

  private Expression(String source, Program program) {
    this.source = source;
    this.program = program;
  }

  /**
   * @throws ExpressionSyntaxException for everything that can be known before evaluation: syntax,
   *     unknown functions, unknown variables, functions that this platform does not offer
   */
  public static Expression compile(String source, CompileOptions options)
      throws ExpressionSyntaxException {
    return new Expression(source, Compiler.compile(source, options));
  }

  public String source() {
    return source;
  }

  /** Names of the variables that must be given at evaluation, without the dollar sign. */
  public Set<String> variables() {
    return program.variables();
  }

  /** The first output, or empty when there is none; what comes after it is not evaluated. */
  public Optional<JsonNode> first(JsonNode input, Map<String, JsonNode> variables, Budget budget)
      throws ExpressionException {
    return first(input, EvaluationContext.of(variables, budget));
  }

  public Optional<JsonNode> first(JsonNode input, EvaluationContext context)
      throws ExpressionException {
    return program.first(input, context);
  }

  /** Every output, in order. */
  public List<JsonNode> all(JsonNode input, Map<String, JsonNode> variables, Budget budget)
      throws ExpressionException {
    return all(input, EvaluationContext.of(variables, budget));
  }

  public List<JsonNode> all(JsonNode input, EvaluationContext context) throws ExpressionException {
    return program.all(input, context);
  }

  @Override
  public String toString() {
    return source;
  }
}
