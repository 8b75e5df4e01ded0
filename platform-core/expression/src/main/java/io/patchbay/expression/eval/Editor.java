package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets many paths of one value. A container is copied when it is first changed; the copy is then
 * changed in place until somebody else has seen it.
 */
public final class Editor {
  private final Meter meter;
  private JsonNode root;
  private final Set<JsonNode> owned = Collections.newSetFromMap(new IdentityHashMap<>());

  public Editor(Meter meter, JsonNode root) {
    this.meter = meter;
    this.root = root;
  }

  /** For a root that may be changed in place. */
  Editor(Meter meter, JsonNode root, Owned owner) {
    this(meter, root);
    if (owner.is(root)) {
      owned.add(root);
    }
  }

  /** The result, which is handed to its new owner if it was made here. */
  JsonNode result(Owned owner) {
    if (owned.contains(root)) {
      owner.set(root);
    } else {
      owner.release();
    }
    return result();
  }

  /** The result; later changes do not touch it. */
  public JsonNode result() {
    owned.clear();
    return root;
  }

  public JsonNode get(JsonNode[] keys) {
    JsonNode v = Access.getPath(meter, root, keys);
    if (owned.contains(v)) {
      owned.clear();
    }
    return v;
  }

  public void set(JsonNode[] keys, JsonNode value) {
    if (keys.length > meter.maxDepth()) {
      throw meter.tooDeep();
    }
    root = set(root, keys, 0, value);
  }

  private JsonNode set(JsonNode v, JsonNode[] keys, int at, JsonNode value) {
    if (at == keys.length) {
      return value;
    }
    meter.step();
    JsonNode key = keys[at];
    if (key.isString() && (v.isObject() || v.isNull())) {
      String name = key.stringValue();
      JsonNode old = v instanceof ObjectNode o ? Json.orNull(o.get(name)) : Json.NULL;
      JsonNode changed = set(old, keys, at + 1, value);
      ObjectNode target = objectOf(v);
      meter.bytes(56);
      target.set(name, changed);
      return target;
    }
    if (key.isNumber() && (v.isArray() || v.isNull())) {
      return setElement(v, keys, at, value);
    }
    if (key.isObject() && (v.isArray() || v.isNull())) {
      return setSlice(v, keys, at, value);
    }
    if (key.isObject()) {
      throw JqError.of(
          v.isString()
              ? "Cannot update string slices"
              : "Cannot update field at object index of " + Json.type(v));
    }
    if (key.isArray() && v.isArray()) {
      throw JqError.of("Cannot update field at array index of array");
    }
    throw Access.cannotIndex(v, key);
  }

  private JsonNode setElement(JsonNode v, JsonNode[] keys, int at, JsonNode value) {
    double raw = Math.floor(Numbers.toDouble(keys[at]));
    if (Double.isNaN(raw)) {
      throw JqError.of("Cannot set array element at NaN index");
    }
    int size = v.size();
    double index = raw < 0 ? raw + size : raw;
    if (index < 0) {
      throw JqError.of("Out of bounds negative array index");
    }
    if (index > 536870911) {
      throw JqError.of("Array index too large");
    }
    int i = (int) index;
    JsonNode old = i < size ? Json.orNull(v.get(i)) : Json.NULL;
    JsonNode changed = set(old, keys, at + 1, value);
    if (i >= size) {
      meter.array((long) i + 1 - size);
      meter.steps(i - size);
    }
    ArrayNode target = arrayOf(v, Math.max(0, i + 1 - size));
    while (target.size() <= i) {
      target.add(Json.NULL);
    }
    target.set(i, changed);
    return target;
  }

  private JsonNode setSlice(JsonNode v, JsonNode[] keys, int at, JsonNode value) {
    JsonNode from = Json.orNull(keys[at].get("start"));
    JsonNode to = Json.orNull(keys[at].get("end"));
    JsonNode old = Access.slice(meter, v, from, to);
    JsonNode changed = set(old, keys, at + 1, value);
    if (!changed.isArray()) {
      throw JqError.of("A slice of an array can only be assigned another array");
    }
    int[] range = Access.range(v.size(), from, to);
    meter.array((long) v.size() + changed.size());
    List<JsonNode> items = new ArrayList<>(v.size() + changed.size());
    for (int i = 0; i < range[0]; i++) {
      items.add(v.get(i));
    }
    items.addAll(changed.values());
    for (int i = range[1]; i < v.size(); i++) {
      items.add(v.get(i));
    }
    return own(Json.array(items));
  }

  private <T extends JsonNode> T own(T node) {
    meter.bytes(32);
    owned.add(node);
    return node;
  }

  private ObjectNode objectOf(JsonNode v) {
    if (v instanceof ObjectNode o) {
      return owned.contains(o) ? o : own(Json.copy(meter, o, 1));
    }
    meter.object(1);
    return own(Json.object(Json.newMap(4)));
  }

  private ArrayNode arrayOf(JsonNode v, int extra) {
    if (v instanceof ArrayNode a) {
      return owned.contains(a) ? a : own(Json.copy(meter, a, extra));
    }
    meter.array(extra);
    return own(Json.array(new ArrayList<>()));
  }

  public static JsonNode setPath(Meter meter, JsonNode root, JsonNode path, JsonNode value) {
    Editor editor = new Editor(meter, root);
    editor.set(keys(meter, path), value);
    return editor.result();
  }

  /** The elements of a path given as an array. */
  public static JsonNode[] keys(Meter meter, @Nullable JsonNode path) {
    if (path == null || !path.isArray()) {
      throw JqError.of("Path must be specified as an array");
    }
    if (path.size() > meter.maxDepth()) {
      throw meter.tooDeep();
    }
    JsonNode[] keys = new JsonNode[path.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = path.get(i);
    }
    return keys;
  }
}
