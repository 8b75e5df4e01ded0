package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Paths to delete from one value, as a tree, so that each container is rebuilt once. */
public final class Deletion {
  private static final JsonNode NO_KEY = Json.array(List.of());

  private final Meter meter;
  private final Map<JsonNode, Deletion> children = new LinkedHashMap<>();
  private boolean here;

  public Deletion(Meter meter) {
    this.meter = meter;
  }

  public void add(JsonNode[] keys) {
    Deletion at = this;
    for (JsonNode key : keys) {
      meter.step();
      meter.bytes(64);
      at = at.children.computeIfAbsent(normal(key), k -> new Deletion(meter));
    }
    at.here = true;
  }

  /** The key as it is looked up: small, whatever the key of the path holds besides. */
  private static JsonNode normal(JsonNode key) {
    if (key.isNumber()) {
      return Numbers.of(Math.floor(Numbers.toDouble(key)));
    }
    if (key.isArray()) {
      return NO_KEY;
    }
    if (!key.isObject()) {
      return key;
    }
    JsonNode from = Json.orNull(key.get("start"));
    JsonNode to = Json.orNull(key.get("end"));
    Access.requireBounds(from, to);
    return Json.object(Map.of("start", from, "end", to), "start", "end");
  }

  public JsonNode apply(JsonNode v) {
    if (here) {
      return Json.NULL;
    }
    if (children.isEmpty() || v.isNull()) {
      return v;
    }
    if (v instanceof ObjectNode object) {
      return fromObject(object);
    }
    if (v instanceof ArrayNode array) {
      return fromArray(array);
    }
    JsonNode key = children.keySet().iterator().next();
    throw JqError.of(
        "Cannot delete field at "
            + (key.isString() ? "object index of " : "array index of ")
            + Json.type(v));
  }

  private JsonNode fromObject(ObjectNode object) {
    ObjectNode copy = Json.copy(meter, object, 0);
    for (Map.Entry<JsonNode, Deletion> e : children.entrySet()) {
      if (!e.getKey().isString()) {
        throw JqError.of("Cannot delete field at array index of object");
      }
      String name = e.getKey().stringValue();
      JsonNode old = copy.get(name);
      if (old == null) {
        continue;
      }
      if (e.getValue().here) {
        copy.remove(name);
      } else {
        copy.set(name, e.getValue().apply(old));
      }
    }
    return copy;
  }

  private JsonNode fromArray(ArrayNode array) {
    ArrayNode copy = Json.copy(meter, array, 0);
    int size = array.size();
    BitSet gone = new BitSet();
    for (Map.Entry<JsonNode, Deletion> e : children.entrySet()) {
      JsonNode key = e.getKey();
      if (key.isNumber()) {
        double at = Numbers.toDouble(key);
        int i = (int) (at < 0 ? at + size : at);
        if (at < -size || i >= size || Double.isNaN(at)) {
          continue;
        }
        if (e.getValue().here) {
          gone.set(i);
        } else {
          copy.set(i, e.getValue().apply(copy.get(i)));
        }
      } else if (key.isObject()) {
        int[] range =
            Access.range(size, Json.orNull(key.get("start")), Json.orNull(key.get("end")));
        if (!e.getValue().here) {
          JsonNode part = Access.slice(meter, array, Json.NULL, Json.NULL);
          throw JqError.of("Cannot delete inside a slice of " + Json.describe(part));
        }
        gone.set(range[0], range[1]);
      } else {
        throw JqError.of("Cannot delete field at object index of array");
      }
    }
    if (gone.isEmpty()) {
      return copy;
    }
    List<JsonNode> kept = new ArrayList<>(size);
    for (int i = gone.nextClearBit(0); i < size; i = gone.nextClearBit(i + 1)) {
      kept.add(copy.get(i));
    }
    return Json.array(kept);
  }
}
