package io.patchbay.connection.rest;

import io.patchbay.connection.Connection;
import io.patchbay.connector.FlowUses.FlowUse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A connection without its secrets. */
public record ConnectionView(
    String name,
    String connector,
    String connectorLabel,
    String kind,
    String status,
    @Nullable String statusMessage,
    @Nullable Instant checkedAt,
    Instant createdAt,
    Instant updatedAt,
    ObjectNode settings,
    List<SecretMark> secrets,
    List<FlowReference> usedBy) {

  static ConnectionView of(
      Connection connection, String label, List<String> secretFields, List<FlowUse> uses) {
    return new ConnectionView(
        connection.name(),
        connection.connector(),
        label,
        connection.kind(),
        connection.status().name().toLowerCase(Locale.ROOT),
        connection.statusMessage(),
        connection.checkedAt(),
        connection.createdAt(),
        connection.updatedAt(),
        connection.settings(),
        secretFields.stream()
            .map(f -> new SecretMark(f, connection.secretFields().contains(f), null))
            .toList(),
        uses.stream().map(use -> new FlowReference(use.id(), use.name())).toList());
  }
}
