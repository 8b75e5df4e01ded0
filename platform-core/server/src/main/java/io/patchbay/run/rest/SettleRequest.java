package io.patchbay.run.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of an uncertain step.
 *
 * @param outcome {@code happened} or {@code did-not-happen}
 */
public record SettleRequest(String outcome, @Nullable JsonNode output) {}
