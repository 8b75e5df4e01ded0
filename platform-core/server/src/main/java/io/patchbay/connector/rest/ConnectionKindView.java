package io.patchbay.connector.rest;

import io.patchbay.connector.Catalogue;
import tools.jackson.databind.JsonNode;

/** One way to connect, with the schema of its form. */
public record ConnectionKindView(String id, String label, String help, JsonNode settingsSchema) {

  static ConnectionKindView of(Catalogue.Kind kind) {
    return new ConnectionKindView(kind.id(), kind.label(), kind.help(), kind.settingsSchema());
  }
}
