package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Access;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.PathIteration;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import io.patchbay.expression.value.Ordering;
import io.patchbay.expression.value.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Arrays and objects. */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static void register(Registry r) {
    r.plain("keys", (env, in) -> keys(env.meter, in, true));
    r.plain("keys_unsorted", (env, in) -> keys(env.meter, in, false));
    r.value("has", 1, (env, in, a) -> Json.bool(has(in, a[0])));
    r.value("contains", 1, (env, in, a) -> Json.bool(contains(env.meter, in, a[0])));
    r.plain("to_entries", CollectionFunctions::toEntries);
    r.plain("from_entries", CollectionFunctions::fromEntries);
    r.plain("reverse", CollectionFunctions::reverse);
    r.plain("flatten", (env, in) -> flatten(env.meter, in, Double.POSITIVE_INFINITY));
    r.value(
        "flatten",
        1,
        (env, in, a) -> {
          double depth = Numbers.require(a[0], "cannot be the depth of flatten");
          if (depth < 0) {
            throw JqError.of("flatten depth must not be negative");
          }
          return flatten(env.meter, in, depth);
        });
    r.plain("transpose", CollectionFunctions::transpose);
    r.value("indices", 1, (env, in, a) -> indices(env.meter, in, a[0]));
    r.value("index", 1, (env, in, a) -> end(indices(env.meter, in, a[0]), true));
    r.value("rindex", 1, (env, in, a) -> end(indices(env.meter, in, a[0]), false));
    r.value("bsearch", 1, CollectionFunctions::binarySearch);
    r.plain("toarray", (env, in) -> in.isArray() ? in : Json.array(env.meter, List.of(in)));
  }

  private static JsonNode keys(Meter meter, JsonNode in, boolean sorted) {
    List<JsonNode> keys = new ArrayList<>(in.size());
    meter.array(4L * in.size());
    if (in instanceof ObjectNode object) {
      if (sorted) {
        for (String key : Ordering.sortedKeys(meter, object)) {
          keys.add(Json.text(key));
        }
      } else {
        object.properties().forEach(e -> keys.add(Json.text(e.getKey())));
      }
    } else if (in.isArray()) {
      for (int i = 0; i < in.size(); i++) {
        keys.add(Numbers.of((long) i));
      }
    } else {
      throw JqError.of(Json.describe(in) + " has no keys");
    }
    return Json.array(keys);
  }

  private static boolean has(JsonNode in, JsonNode key) {
    if (in instanceof ObjectNode object && key.isString()) {
      return object.has(key.stringValue());
    }
    if (in.isArray() && key.isNumber()) {
      double at = Math.floor(Numbers.toDouble(key));
      return at >= 0 && at < in.size();
    }
    throw JqError.of(
        "Cannot check whether "
            + Json.type(in)
            + " has a "
            + (key.isString() ? "string" : Json.type(key))
            + " key");
  }

  private static boolean contains(Meter meter, JsonNode a, JsonNode b) {
    meter.step();
    if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
      meter.enter();
      boolean all = true;
      for (Map.Entry<String, JsonNode> e : y.properties()) {
        JsonNode v = x.get(e.getKey());
        if (v == null || !containsPart(meter, v, e.getValue())) {
          all = false;
          break;
        }
      }
      meter.exit();
      return all;
    }
    if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
      meter.enter();
      boolean all = true;
      for (int i = 0; i < y.size() && all; i++) {
        boolean found = false;
        for (int j = 0; j < x.size() && !found; j++) {
          found = containsPart(meter, x.get(j), y.get(i));
        }
        all = found;
      }
      meter.exit();
      return all;
    }
    if (a.isString() && b.isString()) {
      return Search.contains(meter, a.stringValue(), b.stringValue());
    }
    if (Json.type(a).equals(Json.type(b))) {
      return Ordering.equal(meter, a, b);
    }
    throw JqError.of(
        Json.describe(a) + " and " + Json.describe(b) + " cannot have their containment checked");
  }

  /** Inside a container, kinds that differ are just different. */
  private static boolean containsPart(Meter meter, JsonNode a, JsonNode b) {
    return Json.type(a).equals(Json.type(b)) && contains(meter, a, b);
  }

  private static JsonNode toEntries(Env env, JsonNode in) {
    if (!(in instanceof ObjectNode object)) {
      if (in instanceof ArrayNode array) {
        List<JsonNode> entries = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
          entries.add(entry(env.meter, Numbers.of((long) i), array.get(i)));
        }
        return Json.array(env.meter, entries);
      }
      throw JqError.of(Json.describe(in) + " has no keys");
    }
    env.meter.array(object.size());
    List<JsonNode> entries = new ArrayList<>(object.size());
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      entries.add(entry(env.meter, Json.text(e.getKey()), e.getValue()));
    }
    return Json.array(entries);
  }

  private static JsonNode entry(Meter meter, JsonNode key, JsonNode value) {
    meter.object(2);
    Map<String, JsonNode> map = Json.newMap(2);
    map.put("key", key);
    map.put("value", value);
    return Json.object(map);
  }

  private static JsonNode fromEntries(Env env, JsonNode in) {
    Meter meter = env.meter;
    Map<String, JsonNode> map = Json.newMap(in.size());
    PathIteration.each(
        meter,
        in,
        (e, p) -> {
          meter.bytes(72);
          JsonNode key = Access.field(e, "key");
          for (String other : List.of("k", "name", "Name", "K", "Key")) {
            if (!key.isNull()) {
              break;
            }
            key = Access.field(e, other);
          }
          if (key.isContainer()) {
            throw JqError.of("Cannot use " + Json.describe(key) + " as object key");
          }
          String name = key.isString() ? key.stringValue() : JsonWriter.write(meter, key);
          JsonNode value =
              e.has("value")
                  ? Access.field(e, "value")
                  : e.has("v") ? Access.field(e, "v") : Access.field(e, "Value");
          map.put(name, value);
        });
    meter.object(0);
    return Json.object(map);
  }

  private static JsonNode reverse(Env env, JsonNode in) {
    if (in.isString()) {
      env.meter.text(in.stringValue().length());
      return Json.text(new StringBuilder(in.stringValue()).reverse().toString());
    }
    if (in.isNull()) {
      return Json.array(List.of());
    }
    if (!in.isArray()) {
      throw JqError.of("Cannot reverse " + Json.describe(in));
    }
    env.meter.array(in.size());
    List<JsonNode> items = new ArrayList<>(in.size());
    for (int i = in.size() - 1; i >= 0; i--) {
      items.add(in.get(i));
    }
    return Json.array(items);
  }

  private static JsonNode flatten(Meter meter, JsonNode in, double depth) {
    List<JsonNode> items = new ArrayList<>();
    meter.array(0);
    flatten(meter, in, depth, items);
    return Json.array(items);
  }

  private static void flatten(Meter meter, JsonNode in, double depth, List<JsonNode> items) {
    meter.enter();
    PathIteration.each(
        meter,
        in,
        (v, p) -> {
          if (v.isArray() && depth > 0) {
            flatten(meter, v, depth - 1, items);
          } else {
            meter.bytes(12);
            items.add(v);
          }
        });
    meter.exit();
  }

  private static JsonNode transpose(Env env, JsonNode in) {
    if (!in.isArray()) {
      throw JqError.of(
          in.isObject()
              ? "Cannot index object with number"
              : "Cannot iterate over " + Json.describe(in));
    }
    int width = 0;
    for (JsonNode row : in.values()) {
      if (!row.isArray() && !row.isNull()) {
        throw JqError.of("Cannot index " + Json.type(row) + " with number");
      }
      width = Math.max(width, row.size());
    }
    List<JsonNode> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      env.meter.array(in.size());
      env.meter.steps(in.size());
      List<JsonNode> column = new ArrayList<>(in.size());
      for (JsonNode row : in.values()) {
        column.add(Json.orNull(row.get(i)));
      }
      columns.add(Json.array(column));
    }
    return Json.array(env.meter, columns);
  }

  private static JsonNode indices(Meter meter, JsonNode in, JsonNode wanted) {
    if (in.isNull()) {
      return Json.NULL;
    }
    if (in.isArray()) {
      JsonNode part = wanted.isArray() ? wanted : Json.array(wanted);
      return part.isEmpty() ? Json.array(List.of()) : Access.indices(meter, in, part);
    }
    if (in.isString() && wanted.isString()) {
      return positions(meter, in.stringValue(), wanted.stringValue());
    }
    return Access.index(meter, in, wanted);
  }

  /** Where a text occurs, overlaps included, counted in code points. */
  private static JsonNode positions(Meter meter, String s, String part) {
    List<JsonNode> found = new ArrayList<>();
    if (part.isEmpty()) {
      return Json.array(found);
    }
    int seen = 0;
    long points = 0;
    Search search = new Search(meter, s, part, true);
    for (int at = search.next(); at >= 0; at = search.next()) {
      meter.bytes(32);
      points += s.codePointCount(seen, at);
      seen = at;
      found.add(Numbers.of(points));
    }
    return Json.array(found);
  }

  private static JsonNode end(JsonNode positions, boolean first) {
    if (!positions.isArray() || positions.isEmpty()) {
      return Json.NULL;
    }
    return positions.get(first ? 0 : positions.size() - 1);
  }

  private static JsonNode binarySearch(Env env, JsonNode in, JsonNode[] a) {
    if (!in.isArray()) {
      throw JqError.of(Json.describe(in) + " cannot be searched from");
    }
    int low = 0;
    int high = in.size() - 1;
    while (low <= high) {
      env.meter.step();
      int mid = (low + high) >>> 1;
      int c = Ordering.compare(env.meter, in.get(mid), a[0]);
      if (c == 0) {
        return Numbers.of((long) mid);
      }
      if (c < 0) {
        low = mid + 1;
      } else {
        high = mid - 1;
      }
    }
    return Numbers.of(-1L - low);
  }
}
