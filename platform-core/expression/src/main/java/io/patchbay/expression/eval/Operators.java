package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import io.patchbay.expression.value.Ordering;
import io.patchbay.expression.value.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** What the binary operators do with two values. */
public final class Operators {
  private Operators() {}

  /** An operator on two values. */
  @FunctionalInterface
  public interface Operator {
    JsonNode apply(Meter meter, JsonNode left, JsonNode right);
  }

  public static Operator named(String op) {
    return switch (op) {
      case "+" -> Operators::add;
      case "-" -> Operators::subtract;
      case "*" -> Operators::multiply;
      case "/" -> Operators::divide;
      case "%" -> Operators::modulo;
      case "==" -> (m, a, b) -> Json.bool(Ordering.equal(m, a, b));
      case "!=" -> (m, a, b) -> Json.bool(!Ordering.equal(m, a, b));
      case "<" -> (m, a, b) -> Json.bool(Ordering.compare(m, a, b) < 0);
      case "<=" -> (m, a, b) -> Json.bool(Ordering.compare(m, a, b) <= 0);
      case ">" -> (m, a, b) -> Json.bool(Ordering.compare(m, a, b) > 0);
      case ">=" -> (m, a, b) -> Json.bool(Ordering.compare(m, a, b) >= 0);
      default -> throw new IllegalArgumentException(op);
    };
  }

  public static JsonNode add(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof NumericNode && b instanceof NumericNode) {
      return Numbers.add(a, b);
    }
    if (a.isNull()) {
      return b;
    }
    if (b.isNull()) {
      return a;
    }
    if (a.isString() && b.isString()) {
      String x = a.stringValue();
      String y = b.stringValue();
      meter.text((long) x.length() + y.length());
      return Json.text(x.concat(y));
    }
    if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
      if (x.isEmpty() || y.isEmpty()) {
        return x.isEmpty() ? y : x;
      }
      ArrayNode sum = Json.copy(meter, x, y.size());
      sum.addAll(y);
      return sum;
    }
    if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
      if (x.isEmpty() || y.isEmpty()) {
        return x.isEmpty() ? y : x;
      }
      ObjectNode sum = Json.copy(meter, x, y.size());
      meter.steps(y.size());
      for (Map.Entry<String, JsonNode> e : y.properties()) {
        sum.set(e.getKey(), e.getValue());
      }
      return sum;
    }
    throw cannot(a, b, "added");
  }

  static JsonNode subtract(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof NumericNode && b instanceof NumericNode) {
      return Numbers.subtract(a, b);
    }
    if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
      meter.array(x.size());
      List<JsonNode> kept = new ArrayList<>(x.size());
      for (JsonNode v : x.values()) {
        boolean drop = false;
        for (int i = 0; i < y.size() && !drop; i++) {
          meter.step();
          drop = Ordering.equal(meter, v, y.get(i));
        }
        if (!drop) {
          kept.add(v);
        }
      }
      return Json.array(kept);
    }
    throw cannot(a, b, "subtracted");
  }

  static JsonNode multiply(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof NumericNode && b instanceof NumericNode) {
      return Numbers.multiply(a, b);
    }
    if (a.isString() && b.isNumber()) {
      return repeat(meter, a.stringValue(), Numbers.toDouble(b));
    }
    if (a.isNumber() && b.isString()) {
      return repeat(meter, b.stringValue(), Numbers.toDouble(a));
    }
    if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
      return merge(meter, x, y);
    }
    throw cannot(a, b, "multiplied");
  }

  private static JsonNode repeat(Meter meter, String s, double times) {
    if (Double.isNaN(times) || times < 0) {
      return Json.NULL;
    }
    long n = times < 1 && times > 0 ? 1 : (long) Math.min(times, 1e12);
    double size = (double) n * s.length();
    if (size > Integer.MAX_VALUE - 8) {
      meter.bytes(Long.MAX_VALUE);
    }
    meter.text((long) size);
    return Json.text(s.repeat(s.isEmpty() ? 0 : (int) n));
  }

  private static ObjectNode merge(Meter meter, ObjectNode a, ObjectNode b) {
    meter.enter();
    ObjectNode merged = Json.copy(meter, a, b.size());
    for (Map.Entry<String, JsonNode> e : b.properties()) {
      meter.step();
      JsonNode old = merged.get(e.getKey());
      merged.set(
          e.getKey(),
          old instanceof ObjectNode x && e.getValue() instanceof ObjectNode y
              ? merge(meter, x, y)
              : e.getValue());
    }
    meter.exit();
    return merged;
  }

  static JsonNode divide(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof NumericNode && b instanceof NumericNode) {
      return Numbers.divide(a, b);
    }
    if (a.isString() && b.isString()) {
      return split(meter, a.stringValue(), b.stringValue());
    }
    throw cannot(a, b, "divided");
  }

  /** Splits at a fixed separator; an empty separator splits into characters. */
  public static JsonNode split(Meter meter, String s, String separator) {
    List<JsonNode> parts = new ArrayList<>();
    meter.text(s.length());
    if (s.isEmpty()) {
      return Json.array(parts);
    }
    if (separator.isEmpty()) {
      meter.bytes(64L * s.length());
      meter.steps(s.length());
      s.codePoints().forEach(c -> parts.add(Json.text(Character.toString(c))));
      return Json.array(parts);
    }
    int from = 0;
    Search search = new Search(meter, s, separator, false);
    while (true) {
      meter.bytes(64);
      int at = search.next();
      parts.add(Json.text(at < 0 ? s.substring(from) : s.substring(from, at)));
      if (at < 0) {
        return Json.array(parts);
      }
      from = at + separator.length();
    }
  }

  static JsonNode modulo(Meter meter, JsonNode a, JsonNode b) {
    if (a instanceof NumericNode && b instanceof NumericNode) {
      return Numbers.modulo(a, b);
    }
    throw cannot(a, b, "divided (remainder)");
  }

  private static JqError cannot(JsonNode a, JsonNode b, String verb) {
    return JqError.of(Json.describe(a) + " and " + Json.describe(b) + " cannot be " + verb);
  }
}
