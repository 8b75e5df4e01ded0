package io.patchbay.connection.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** New settings; a secret that is left out stays as it is. */
public record ConnectionUpdate(@Nullable String kind, ObjectNode settings) {
  @Override
  public String toString() {
    return "ConnectionUpdate[" + kind + "]";
  }
}
