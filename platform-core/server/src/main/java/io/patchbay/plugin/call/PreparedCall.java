package io.patchbay.plugin.call;

import io.patchbay.connection.ResolvedConnection;
import io.patchbay.connector.Catalogue.Function;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.http.SecretMask;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function with the plugin version that serves it and the connection it works with.
 *
 * @param connection null when the connector needs none and the flow names none
 */
record PreparedCall(
    OfferedConnector offered, Function function, @Nullable ResolvedConnection connection) {

  String name() {
    return offered.connector().id() + "." + function.id();
  }

  String kind() {
    return connection != null
        ? connection.kind()
        : offered.connector().kindWithoutSettings().orElseThrow().id();
  }

  Map<String, @Nullable Object> settings() {
    return connection == null ? Map.of() : connection.settings();
  }

  SecretMask mask() {
    return connection == null ? SecretMask.none() : connection.mask();
  }
}
