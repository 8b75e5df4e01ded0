package io.patchbay.bench.expression;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is evaluated, and the same written by hand. */
public enum Sample {
  FIELD(".order.id", in -> in.get("order").get("id")),
  OBJECT(
      "{id: .order.id, customer: .order.customer.name, email: .order.customer.email,"
          + " currency: .order.currency, total: .order.total}",
      Sample::object),
  SUM("[.lines[] | .qty * .price] | add", Sample::sum);

  /** An order of ten lines. */
  static final String INPUT = input();

  final String source;
  final UnaryOperator<JsonNode> byHand;

  Sample(String source, UnaryOperator<JsonNode> byHand) {
    this.source = source;
    this.byHand = byHand;
  }

  /** For a table. */
  String title() {
    return source.length() <= 35 ? source : source.substring(0, 32) + "...";
  }

  private static JsonNode object(JsonNode in) {
    JsonNode order = in.get("order");
    JsonNode customer = order.get("customer");
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set("id", order.get("id"));
    object.set("customer", customer.get("name"));
    object.set("email", customer.get("email"));
    object.set("currency", order.get("currency"));
    object.set("total", order.get("total"));
    return object;
  }

  private static JsonNode sum(JsonNode in) {
    JsonNode lines = in.get("lines");
    double total = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      total += line.get("qty").doubleValue() * line.get("price").doubleValue();
    }
    return DoubleNode.valueOf(total);
  }

  private static String input() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      lines
          .append(i == 1 ? "" : ",")
          .append("{\"sku\":\"S-%d\",\"qty\":%d,\"price\":%d.95}".formatted(i, i, 3 * i));
    }
    return """
    {"order":{"id":"A-1001","currency":"EUR","total":174.5,
      "customer":{"name":"Ada","email":"ada@example.com","since":2019}},
     "lines":[%s]}
    """
        .formatted(lines);
  }
}
