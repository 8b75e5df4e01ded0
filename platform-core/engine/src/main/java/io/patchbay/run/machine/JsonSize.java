package io.patchbay.run.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/** Estimates how long a value is as JSON, and stops counting beyond a limit. */
final class JsonSize {
  private JsonSize() {}

  static long of(JsonNode value, long limit) {
    if (!value.isContainer()) {
      return scalar(value);
    }
    long size = 0;
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(value);
    while (!open.isEmpty() && size <= limit) {
      JsonNode node = open.removeLast();
      if (node.isObject()) {
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
        size += scalar(node);
      }
    }
    return size;
  }

  private static long scalar(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length() + 2;
    }
    if (node.isBigInteger()) {
      return 5 + node.bigIntegerValue().bitLength() / 3;
    }
    if (node.isBigDecimal()) {
      return 5 + node.decimalValue().unscaledValue().bitLength() / 3;
    }
    return 5;
  }
}
