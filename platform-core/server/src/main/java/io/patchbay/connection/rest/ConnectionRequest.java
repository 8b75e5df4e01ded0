package io.patchbay.connection.rest;

import tools.jackson.databind.node.ObjectNode;

/** A connection to be added or tried. Its settings contain secrets: it does not print them. */
public record ConnectionRequest(String name, String connector, String kind, ObjectNode settings) {
  @Override
  public String toString() {
    return "ConnectionRequest[" + name + ", " + connector + "/" + kind + "]";
  }
}
