package io.patchbay.expression.value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** An error that {@code try} can catch; {@code raised} when the expression called error. */
public final class JqError extends RuntimeException {
  private final transient JsonNode value;
  private final boolean raised;

  private JqError(JsonNode value, boolean raised) {
    super(null, null, false, false);
    this.value = value;
    this.raised = raised;
  }

  public static JqError of(String message) {
    return new JqError(StringNode.valueOf(message), false);
  }

  public static JqError raise(JsonNode value) {
    return new JqError(value, true);
  }

  public JsonNode value() {
    return value;
  }

  public boolean raised() {
    return raised;
  }

  @Override
  public String getMessage() {
    return value.isString() ? value.stringValue() : Json.describe(value);
  }
}
