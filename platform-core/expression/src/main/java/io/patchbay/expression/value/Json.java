package io.patchbay.expression.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Building and looking at JSON values. */
public final class Json {
  public static final JsonNode NULL = NullNode.getInstance();
  public static final JsonNode TRUE = BooleanNode.TRUE;
  public static final JsonNode FALSE = BooleanNode.FALSE;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  public static boolean truthy(JsonNode v) {
    return v != BooleanNode.FALSE
        && v != NULL
        && !(v.isNull() || (v.isBoolean() && !v.booleanValue()));
  }

  public static JsonNode bool(boolean b) {
    return b ? TRUE : FALSE;
  }

  public static JsonNode number(long v) {
    return Numbers.of(v);
  }

  public static JsonNode text(String s) {
    return StringNode.valueOf(s);
  }

  /** Takes the list over. */
  public static ArrayNode array(List<JsonNode> items) {
    return new ArrayNode(NODES, items);
  }

  public static ArrayNode array(JsonNode... items) {
    return new ArrayNode(NODES, new ArrayList<>(List.of(items)));
  }

  public static ArrayNode array(Meter meter, List<JsonNode> items) {
    meter.array(items.size());
    return new ArrayNode(NODES, items);
  }

  /** Takes the map over. */
  public static ObjectNode object(Map<String, JsonNode> fields) {
    return new ObjectNode(NODES, fields);
  }

  public static ObjectNode object(Map<String, ? extends JsonNode> fields, String... order) {
    Map<String, JsonNode> map = LinkedHashMap.newLinkedHashMap(order.length);
    for (String key : order) {
      JsonNode value = fields.get(key);
      if (value != null) {
        map.put(key, value);
      }
    }
    return object(map);
  }

  public static Map<String, JsonNode> newMap(int size) {
    return LinkedHashMap.newLinkedHashMap(size);
  }

  /** A copy of the first level, to be changed before anybody else sees it. */
  public static ArrayNode copy(Meter meter, ArrayNode array, int extra) {
    meter.array((long) array.size() + extra);
    List<JsonNode> items = new ArrayList<>(array.size() + extra);
    items.addAll(array.values());
    return array(items);
  }

  public static ObjectNode copy(Meter meter, ObjectNode object, int extra) {
    meter.object((long) object.size() + extra);
    Map<String, JsonNode> map = newMap(object.size() + extra);
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      map.put(e.getKey(), e.getValue());
    }
    return object(map);
  }

  /** Sorts kinds as jq does: null, false, true, numbers, strings, arrays, objects. */
  public static int rank(JsonNode v) {
    return switch (v.getNodeType()) {
      case NULL, MISSING -> 0;
      case BOOLEAN -> v.booleanValue() ? 2 : 1;
      case NUMBER -> 3;
      case STRING, BINARY, POJO -> 4;
      case ARRAY -> 5;
      case OBJECT -> 6;
    };
  }

  public static String type(JsonNode v) {
    return switch (v.getNodeType()) {
      case NULL, MISSING -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING, BINARY, POJO -> "string";
      case ARRAY -> "array";
      case OBJECT -> "object";
    };
  }

  /** The value for an error message: its type and its first characters. */
  public static String describe(JsonNode v) {
    return type(v) + " (" + JsonWriter.excerpt(v) + ")";
  }

  public static JsonNode orNull(@Nullable JsonNode v) {
    return v == null ? NULL : v;
  }

  public static String requireText(JsonNode v, String what) {
    if (!v.isString()) {
      throw JqError.of(describe(v) + " " + what);
    }
    return v.stringValue();
  }
}
