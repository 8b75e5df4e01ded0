package io.patchbay.expression.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An expression and what it is tried on. */
public record ExpressionRequest(
    String expression, JsonNode input, @Nullable Map<String, JsonNode> variables) {}
