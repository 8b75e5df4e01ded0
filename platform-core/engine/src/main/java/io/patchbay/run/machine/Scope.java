package io.patchbay.run.machine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Variables of loops and catches, innermost first. */
record Scope(@Nullable Scope outer, String name, JsonNode value) {
  static @Nullable JsonNode find(@Nullable Scope scope, String name) {
    for (Scope s = scope; s != null; s = s.outer) {
      if (s.name.equals(name)) {
        return s.value;
      }
    }
    return null;
  }
}
