package io.patchbay.expression.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came out, or where it is wrong. */
public record ExpressionResult(
    List<JsonNode> outputs,
    @Nullable String error,
    @Nullable Integer line,
    @Nullable Integer column) {

  static ExpressionResult failed(String error, @Nullable Integer line, @Nullable Integer column) {
    return new ExpressionResult(List.of(), error, line, column);
  }
}
