package io.patchbay.connection.rest;

import io.patchbay.connection.Connection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection in a list. */
public record ConnectionSummary(
    String name,
    String connector,
    String connectorLabel,
    String kind,
    String status,
    @Nullable String statusMessage,
    @Nullable Instant checkedAt,
    Instant createdAt,
    Instant updatedAt,
    int usedByFlows) {

  static ConnectionSummary of(Connection connection, String label, int usedByFlows) {
    return new ConnectionSummary(
        connection.name(),
        connection.connector(),
        label,
        connection.kind(),
        connection.status().name().toLowerCase(Locale.ROOT),
        connection.statusMessage(),
        connection.checkedAt(),
        connection.createdAt(),
        connection.updatedAt(),
        usedByFlows);
  }
}
