package io.patchbay.bench.load;

import java.util.Locale;

/** Flows under load. The text of a flow lies beside this class and has the same name. */
enum Workload {
  W1_EXPRESS("W1", "W1 Patchbay express", "w1-express", 200),
  W1_STANDARD("W1", "W1 Patchbay standard", "w1-standard", 200),
  W2("W2", "W2 Patchbay", "w2", 202),
  W3("W3", "W3 Patchbay", "w3", 200);

  /** An order with ten lines; the number of each request replaces the hashes. */
  static final String ORDER = order();

  private final String code;
  private final String title;
  private final String flow;
  private final int status;

  Workload(String code, String title, String flow, int status) {
    this.code = code;
    this.title = title;
    this.flow = flow;
    this.status = status;
  }

  String code() {
    return code;
  }

  String title() {
    return title;
  }

  String flow() {
    return flow;
  }

  /** Of a good answer. */
  int status() {
    return status;
  }

  /** Whether the run goes on after the answer. */
  boolean durable() {
    return status == 202;
  }

  private static String order() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%s{\"sku\":\"SKU-%04d\",\"title\":\"Article %d\",\"qty\":%d,\"price\":%d.%d5}",
              i == 1 ? "" : ",",
              i * 17,
              i,
              i % 3 + 1,
              i * 3,
              i % 10));
    }
    return "{\"orderId\":\""
        + Target.NUMBER
        + "\",\"customer\":{\"id\":\"C-77\",\"name\":\"Ada"
        + " Example\",\"email\":\"ada@example.org\"},"
        + "\"currency\":\"EUR\",\"created\":\"2026-11-23T10:15:30Z\",\"lines\":["
        + lines
        + "]}";
  }
}
