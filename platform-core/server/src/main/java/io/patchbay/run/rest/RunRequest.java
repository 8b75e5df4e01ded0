package io.patchbay.run.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A start by hand.
 *
 * @param waitSeconds how long the answer may wait for the end; null: not at all
 */
public record RunRequest(JsonNode input, @Nullable Integer waitSeconds) {}
