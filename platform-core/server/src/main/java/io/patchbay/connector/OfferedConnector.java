package io.patchbay.connector;

import io.patchbay.connector.Catalogue.Function;
import io.patchbay.connector.Catalogue.FunctionType;
import java.util.Optional;

/**
 * A connector as one installed plugin version offers it.
 *
 * @param active true for the version that new flows see
 */
public record OfferedConnector(
    String pluginId, String pluginVersion, boolean active, Catalogue.Connector connector) {

  public Optional<Function> function(FunctionType type, String id, String version) {
    return connector.functions(type).stream()
        .filter(f -> f.id().equals(id) && f.version().equals(version))
        .findFirst();
  }
}
