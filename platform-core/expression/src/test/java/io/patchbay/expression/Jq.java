package io.patchbay.expression;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates expressions for tests, with JSON as text on both sides. */
final class Jq {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private Jq() {}

  /** Numbers with a fraction become doubles, as they arrive from requests. */
  static JsonNode json(String text) {
    return PLAIN.readTree(text);
  }

  /** Numbers keep every digit. */
  static JsonNode exact(String text) {
    return MAPPER.readTree(text);
  }

  static Expression compile(String source) {
    try {
      return Expression.compile(source, CompileOptions.anyVariable());
    } catch (ExpressionSyntaxException e) {
      throw new AssertionError(source + ": " + e.getMessage(), e);
    }
  }

  /** All outputs as JSON texts. */
  static List<String> run(String source, String input) {
    try {
      return compile(source).all(json(input), Map.of(), Budget.STANDARD).stream()
          .map(JsonNode::toString)
          .toList();
    } catch (ExpressionException e) {
      throw new AssertionError(source + ": " + e.kind() + " " + e.getMessage(), e);
    }
  }

  /** The outputs, joined by a space. */
  static String out(String source, String input) {
    return String.join(" ", run(source, input));
  }

  static String out(String source) {
    return out(source, "null");
  }

  static ExpressionException failure(String source, String input, Budget budget) {
    try {
      List<JsonNode> outputs = compile(source).all(json(input), Map.of(), budget);
      throw new AssertionError(source + " must fail, but has " + outputs.size() + " outputs");
    } catch (ExpressionException e) {
      return e;
    }
  }
}
