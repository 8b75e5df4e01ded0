package io.patchbay.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the catalogue knows about a function.
 *
 * @param name {@code connector.action}
 * @param version semantic version of the action
 * @param inputSchema JSON Schema (2020-12) of {@code with} without its {@code connection}
 * @param connector the connector whose connections fit, or null when the function needs none
 */
public record FunctionDescriptor(
    String name,
    String version,
    String label,
    EffectKind effect,
    JsonNode inputSchema,
    JsonNode outputSchema,
    @Nullable String connector) {}
