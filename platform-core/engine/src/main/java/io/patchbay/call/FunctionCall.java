package io.patchbay.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of a catalogue function.
 *
 * @param connection the tenant's name for the connection to use, taken out of {@code with}
 * @param input the evaluated {@code with}, without {@code connection}
 */
public record FunctionCall(
    CallContext context,
    String function,
    String version,
    @Nullable String connection,
    JsonNode input) {}
