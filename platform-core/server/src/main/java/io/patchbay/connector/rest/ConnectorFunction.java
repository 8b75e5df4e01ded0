package io.patchbay.connector.rest;

import io.patchbay.connector.Catalogue.Function;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An action or trigger with its schemas and samples. */
public record ConnectorFunction(
    String id,
    String version,
    String label,
    String help,
    String effect,
    @Nullable String lookup,
    JsonNode inputSchema,
    JsonNode outputSchema,
    @Nullable JsonNode sampleInput,
    @Nullable JsonNode sampleOutput,
    String call) {

  static ConnectorFunction of(String connector, Function function) {
    return new ConnectorFunction(
        function.id(),
        function.version(),
        function.label(),
        function.help(),
        function.effect().name().toLowerCase(Locale.ROOT),
        function.lookup(),
        function.inputSchema(),
        function.outputSchema(),
        function.sampleInput(),
        function.sampleOutput(),
        "%s.%s:%s@default".formatted(connector, function.id(), function.version()));
  }
}
