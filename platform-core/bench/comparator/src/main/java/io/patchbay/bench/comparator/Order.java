package io.patchbay.bench.comparator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The work of the flows by hand, on maps as a JSON library makes them. */
final class Order {

  private Order() {}

  /** Five fields and the sum of the lines. */
  static Map<String, Object> summary(Map<String, Object> order) {
    Map<String, Object> customer = object(order, "customer");
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("order", text(order, "orderId"));
    out.put("customer", text(customer, "name"));
    out.put("email", text(customer, "email"));
    out.put("currency", text(order, "currency"));
    out.put("day", text(order, "created").substring(0, 10));
    out.put("total", total(order));
    return out;
  }

  /** What the second partner is told after the first has answered. */
  static Map<String, Object> message(Map<String, Object> order, Map<String, Object> answer) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("order", text(order, "orderId"));
    out.put("email", text(object(order, "customer"), "email"));
    out.put("total", total(order));
    out.put("stock", Objects.requireNonNull(answer.get("stock")));
    out.put("priority", number(answer, "price") > 10);
    return out;
  }

  private static double total(Map<String, Object> order) {
    double total = 0;
    for (Object line : (List<?>) Objects.requireNonNull(order.get("lines"))) {
      Map<String, Object> one = cast(line);
      total += number(one, "qty") * number(one, "price");
    }
    return total;
  }

  static String text(Map<String, Object> from, String key) {
    return (String) Objects.requireNonNull(from.get(key), key);
  }

  private static double number(Map<String, Object> from, String key) {
    return ((Number) Objects.requireNonNull(from.get(key), key)).doubleValue();
  }

  private static Map<String, Object> object(Map<String, Object> from, String key) {
    return cast(Objects.requireNonNull(from.get(key), key));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> cast(Object value) {
    return (Map<String, Object>) value;
  }
}
