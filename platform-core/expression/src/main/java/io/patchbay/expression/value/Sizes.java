package io.patchbay.expression.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks over whole values. */
public final class Sizes {
  private Sizes() {}

  /** Memory of a value, counting shared parts each time, but not much beyond {@code limit}. */
  public static long deep(Meter meter, JsonNode v, long limit) {
    return Math.min(limit, deep(meter, v, limit, 0));
  }

  private static long deep(Meter meter, JsonNode v, long limit, int depth) {
    meter.step();
    if (depth > meter.maxDepth()) {
      throw meter.tooDeep();
    }
    long size = 24;
    switch (v.getNodeType()) {
      case STRING, BINARY, POJO -> size += 24 + 2L * v.asString().length();
      case ARRAY -> {
        size += 16 + 8L * v.size();
        for (int i = 0; i < v.size() && size < limit; i++) {
          size += deep(meter, v.get(i), limit - size, depth + 1);
        }
      }
      case OBJECT -> {
        size += 40 + 56L * v.size();
        for (Map.Entry<String, JsonNode> e : v.properties()) {
          if (size >= limit) {
            break;
          }
          size += deep(meter, e.getValue(), limit - size, depth + 1);
        }
      }
      case NULL, MISSING, BOOLEAN, NUMBER -> {}
    }
    return size;
  }

  /**
   * A result as it may leave: not nested too deeply, not too large when written out (a value may
   * hold the same part many times), and without numbers that JSON does not know.
   */
  public static JsonNode result(Meter meter, JsonNode v) {
    return result(meter, v, 0);
  }

  private static JsonNode result(Meter meter, JsonNode v, int depth) {
    if (v instanceof DoubleNode d) {
      double x = d.doubleValue();
      return Double.isFinite(x)
          ? v
          : Double.isNaN(x) ? Json.NULL : DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, x));
    }
    if (v.isString()) {
      if (depth > 0) {
        meter.bytes(2L * v.stringValue().length());
      }
      return v;
    }
    if (!v.isContainer()) {
      return v;
    }
    if (depth > meter.maxDepth()) {
      throw meter.tooDeep();
    }
    meter.bytes(8L * v.size());
    meter.steps(v.size());
    return v instanceof ArrayNode array
        ? elements(meter, array, depth)
        : fields(meter, (ObjectNode) v, depth);
  }

  private static JsonNode elements(Meter meter, ArrayNode array, int depth) {
    List<JsonNode> changed = null;
    int size = array.size();
    for (int i = 0; i < size; i++) {
      JsonNode old = array.get(i);
      JsonNode clean = result(meter, old, depth + 1);
      if (clean != old) {
        if (changed == null) {
          meter.array(size);
          changed = new ArrayList<>(array.values());
        }
        changed.set(i, clean);
      }
    }
    return changed == null ? array : Json.array(changed);
  }

  private static JsonNode fields(Meter meter, ObjectNode object, int depth) {
    @Nullable ObjectNode changed = null;
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      JsonNode clean = result(meter, e.getValue(), depth + 1);
      if (clean != e.getValue()) {
        if (changed == null) {
          changed = Json.copy(meter, object, 0);
        }
        changed.set(e.getKey(), clean);
      }
    }
    return changed == null ? object : changed;
  }
}
