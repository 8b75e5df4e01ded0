package io.patchbay.plugin.call;

import io.patchbay.plugin.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Between the platform's JSON trees and the JDK values that plugins see. */
public final class JdkJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 200;

  private JdkJson() {}

  public static @Nullable Object fromNode(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.decimalValue();
      case STRING -> node.stringValue();
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(node.size());
        node.values().forEach(each -> list.add(fromNode(each)));
        yield Collections.unmodifiableList(list);
      }
      case OBJECT -> members(node);
      case BINARY, POJO -> throw new IllegalArgumentException("A value in the input is not JSON.");
    };
  }

  public static Map<String, @Nullable Object> members(JsonNode object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.properties().forEach(member -> map.put(member.getKey(), fromNode(member.getValue())));
    return Collections.unmodifiableMap(map);
  }

  /**
   * @throws IllegalArgumentException when the value is not JSON; a secret is none
   */
  public static JsonNode toNode(@Nullable Object value) {
    return toNode(value, 0);
  }

  private static JsonNode toNode(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("A value is nested deeper than " + DEEPEST + " levels.");
    }
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.stringNode(text);
      case Boolean bool -> NODES.booleanNode(bool);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case BigDecimal number -> number(number);
      case Double number -> number(BigDecimal.valueOf(number));
      case Float number -> number(new BigDecimal(number.toString()));
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode(list.size());
        list.forEach(each -> array.add(toNode(each, depth + 1)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, each) -> object.set(String.valueOf(key), toNode(each, depth + 1)));
        yield object;
      }
      case Secret secret -> throw new IllegalArgumentException("A secret is not a JSON value.");
      default -> throw new IllegalArgumentException("A value is not JSON.");
    };
  }

  /** Whole numbers as integers, so that 5 does not come back as 5.0 or 5E+0. */
  private static JsonNode number(BigDecimal number) {
    if (number.scale() <= 0 && number.precision() - number.scale() <= 18) {
      long whole = number.longValueExact();
      return whole == (int) whole ? NODES.numberNode((int) whole) : NODES.numberNode(whole);
    }
    return NODES.numberNode(number);
  }
}
