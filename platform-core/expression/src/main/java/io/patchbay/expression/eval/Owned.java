package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of a reduce while it is a container that the reduce itself has made and that nobody
 * else holds: then the next round may change it in place instead of copying it.
 */
final class Owned {
  private @Nullable JsonNode node;

  boolean is(JsonNode v) {
    return node == v;
  }

  void set(JsonNode v) {
    node = v;
  }

  void release() {
    node = null;
  }
}
