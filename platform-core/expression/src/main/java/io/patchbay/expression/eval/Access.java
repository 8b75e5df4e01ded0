package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import io.patchbay.expression.value.Ordering;
import io.patchbay.expression.value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading a part of a value: {@code .a}, {@code .[0]}, {@code .[1:2]}. */
public final class Access {
  private Access() {}

  public static JsonNode field(JsonNode v, String name) {
    if (v instanceof ObjectNode object) {
      return Json.orNull(object.get(name));
    }
    if (v.isNull()) {
      return Json.NULL;
    }
    throw cannotIndex(v, Json.text(name));
  }

  public static JsonNode index(Meter meter, JsonNode v, JsonNode key) {
    if (key.isString() && (v.isObject() || v.isNull())) {
      return field(v, key.stringValue());
    }
    if (key.isNumber() && (v.isArray() || v.isNull())) {
      return v.isNull() ? Json.NULL : element(v, key);
    }
    if (key.isObject() && (v.isArray() || v.isNull() || v.isString())) {
      return slice(meter, v, Json.orNull(key.get("start")), Json.orNull(key.get("end")));
    }
    if (key.isArray() && v.isArray()) {
      return indices(meter, v, key);
    }
    if (key.isNull() && v.isNull()) {
      return Json.NULL;
    }
    throw cannotIndex(v, key);
  }

  static JqError cannotIndex(JsonNode v, JsonNode key) {
    if (key.isString()) {
      return JqError.of(
          "Cannot index "
              + Json.type(v)
              + " with "
              + (v.isArray() ? "string " : "")
              + "\""
              + Text.shortened(key.stringValue())
              + "\"");
    }
    return JqError.of("Cannot index " + Json.type(v) + " with " + Json.type(key));
  }

  private static JsonNode element(JsonNode array, JsonNode key) {
    double at = Math.floor(Numbers.toDouble(key));
    if (Double.isNaN(at)) {
      return Json.NULL;
    }
    if (at < 0) {
      at += array.size();
    }
    return at < 0 || at >= array.size() ? Json.NULL : Json.orNull(array.get((int) at));
  }

  public static JsonNode slice(Meter meter, JsonNode v, JsonNode from, JsonNode to) {
    if (v.isNull()) {
      requireBounds(from, to);
      return Json.NULL;
    }
    if (v instanceof ArrayNode array) {
      int[] range = range(array.size(), from, to);
      int size = range[1] - range[0];
      if (size == array.size()) {
        return v;
      }
      meter.array(size);
      List<JsonNode> items = new ArrayList<>(size);
      for (int i = range[0]; i < range[1]; i++) {
        items.add(array.get(i));
      }
      return Json.array(items);
    }
    if (v.isString()) {
      String s = v.stringValue();
      meter.steps(s.length() >> 5);
      int[] range = range(Text.length(s), from, to);
      meter.text(range[1] - range[0]);
      return Json.text(Text.slice(s, range[0], range[1]));
    }
    throw JqError.of("Cannot index " + Json.type(v) + " with object");
  }

  static void requireBounds(JsonNode from, JsonNode to) {
    if (!(from.isNumber() || from.isNull()) || !(to.isNumber() || to.isNull())) {
      throw JqError.of("Start and end indices of an array slice must be numbers");
    }
  }

  /** Start and end within 0 and {@code length}. */
  static int[] range(int length, JsonNode from, JsonNode to) {
    requireBounds(from, to);
    double start = from.isNull() ? 0 : Numbers.toDouble(from);
    double end = to.isNull() ? length : Numbers.toDouble(to);
    start = Double.isNaN(start) ? 0 : Math.floor(start < 0 ? start + length : start);
    end = Double.isNaN(end) ? length : Math.ceil(end < 0 ? end + length : end);
    int first = (int) Math.max(0, Math.min(length, start));
    int last = (int) Math.max(first, Math.min(length, end));
    return new int[] {first, last};
  }

  /** Where {@code part} starts within {@code whole}. */
  public static JsonNode indices(Meter meter, JsonNode whole, JsonNode part) {
    List<JsonNode> found = new ArrayList<>();
    int size = part.size();
    for (int i = 0; size > 0 && i + size <= whole.size(); i++) {
      boolean equal = true;
      for (int j = 0; j < size && equal; j++) {
        meter.step();
        equal = Ordering.equal(meter, whole.get(i + j), part.get(j));
      }
      if (equal) {
        meter.bytes(24);
        found.add(Numbers.of((long) i));
      }
    }
    return size == 0 ? Json.NULL : Json.array(found);
  }

  public static JsonNode getPath(Meter meter, JsonNode root, JsonNode path) {
    if (!path.isArray()) {
      throw JqError.of("Path must be specified as an array");
    }
    JsonNode v = root;
    for (int i = 0; i < path.size(); i++) {
      meter.step();
      if (v.isNull()) {
        return Json.NULL;
      }
      v = index(meter, v, path.get(i));
    }
    return v;
  }

  public static JsonNode getPath(Meter meter, JsonNode root, JsonNode[] keys) {
    JsonNode v = root;
    for (JsonNode key : keys) {
      meter.step();
      if (v.isNull()) {
        return Json.NULL;
      }
      v = index(meter, v, key);
    }
    return v;
  }

  public static @Nullable Path extend(
      @Nullable Path path, Meter meter, JsonNode root, JsonNode keys) {
    Path p = path;
    for (int i = 0; p != null && i < keys.size(); i++) {
      p = Path.child(p, meter, root, keys.get(i));
    }
    return p;
  }
}
