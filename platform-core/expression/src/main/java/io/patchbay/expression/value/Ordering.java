package io.patchbay.expression.value;

import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** jq's total order of values and the equality that goes with it. */
public final class Ordering {
  private Ordering() {}

  public static boolean equal(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof IntNode x && b instanceof IntNode y) {
      return x.intValue() == y.intValue();
    }
    if (a.isString() && b.isString()) {
      String x = a.stringValue();
      String y = b.stringValue();
      if (x.length() == y.length()) {
        meter.steps(x.length() >> 8);
        return x.equals(y);
      }
      return false;
    }
    return compare(meter, a, b) == 0;
  }

  public static int compare(Meter meter, JsonNode a, JsonNode b) {
    int rank = Json.rank(a);
    int other = Json.rank(b);
    if (rank != other) {
      return Integer.compare(rank, other);
    }
    return switch (rank) {
      case 3 -> Numbers.compare(a, b);
      case 4 -> {
        String x = a.asString();
        String y = b.asString();
        meter.steps(1 + (Math.min(x.length(), y.length()) >> 6));
        yield Text.compare(x, y);
      }
      case 5 -> arrays(meter, a, b);
      case 6 -> objects(meter, (ObjectNode) a, (ObjectNode) b);
      default -> 0;
    };
  }

  private static int arrays(Meter meter, JsonNode a, JsonNode b) {
    meter.enter();
    int size = Math.min(a.size(), b.size());
    for (int i = 0; i < size; i++) {
      meter.step();
      int c = compare(meter, a.get(i), b.get(i));
      if (c != 0) {
        meter.exit();
        return c;
      }
    }
    meter.exit();
    return Integer.compare(a.size(), b.size());
  }

  /** First the sorted keys, as arrays; then the values in that order. */
  private static int objects(Meter meter, ObjectNode a, ObjectNode b) {
    String[] keys = sortedKeys(meter, a);
    String[] others = sortedKeys(meter, b);
    int size = Math.min(keys.length, others.length);
    for (int i = 0; i < size; i++) {
      int c = Text.compare(keys[i], others[i]);
      if (c != 0) {
        return c;
      }
    }
    if (keys.length != others.length) {
      return Integer.compare(keys.length, others.length);
    }
    meter.enter();
    int result = 0;
    for (int i = 0; i < size && result == 0; i++) {
      meter.step();
      result = compare(meter, Json.orNull(a.get(keys[i])), Json.orNull(b.get(keys[i])));
    }
    meter.exit();
    return result;
  }

  public static String[] sortedKeys(Meter meter, ObjectNode object) {
    meter.steps(2L * object.size());
    meter.bytes(16 + 8L * object.size());
    String[] keys = new String[object.size()];
    int i = 0;
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      keys[i++] = e.getKey();
    }
    Arrays.sort(
        keys,
        (x, y) -> {
          meter.steps(1 + (Math.min(x.length(), y.length()) >> 6));
          return Text.compare(x, y);
        });
    return keys;
  }
}
