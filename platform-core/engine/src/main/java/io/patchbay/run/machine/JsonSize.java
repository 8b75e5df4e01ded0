package io.patchbay.run.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/** Estimates how long a value is as JSON, and stops counting at a limit. */
final class JsonSize {
  private JsonSize() {}

  static boolean exceeds(JsonNode value, long limit) {
    long size = 0;
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(value);
    while (!open.isEmpty()) {
      JsonNode node = open.removeLast();
      if (node.isString()) {
        size += node.stringValue().length() + 2;
      } else if (node.isObject()) {
        size += 2;
        for (var member : node.properties()) {
          size += member.getKey().length() + 4;
          open.add(member.getValue());
        }
      } else if (node.isArray()) {
        size += 2 + node.size();
        for (JsonNode item : node) {
          open.add(item);
        }
      } else {
        size += 5;
      }
      if (size > limit) {
        return true;
      }
    }
    return false;
  }
}
