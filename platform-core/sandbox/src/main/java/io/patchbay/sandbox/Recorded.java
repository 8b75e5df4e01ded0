package io.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One recorded request; its status is 0 until it is answered. */
final class Recorded {

  private final long number;
  private final Instant time;
  private final String party;
  private final Request request;
  private volatile int status;
  private volatile boolean replayed;

  /**
   * @param request with a body short enough to be kept
   */
  Recorded(long number, Instant time, String party, Request request) {
    this.number = number;
    this.time = time;
    this.party = party;
    this.request = request;
  }

  /** The status as sent; 0 stays when the answer was cut. */
  void answered(int sent, boolean repeat) {
    status = sent;
    replayed = repeat;
  }

  String party() {
    return party;
  }

  int bytes() {
    return request.body().length;
  }

  ObjectNode show() {
    return Json.of(
        "number", number,
        "time", time.toString(),
        "party", party,
        "method", request.method(),
        "path", request.path(),
        "query", query(),
        "headers", request.headers(),
        "idempotencyKey", request.header("idempotency-key").orElse(null),
        "body", jsonOrText(),
        "status", status,
        "replayed", replayed);
  }

  private JsonNode jsonOrText() {
    if (request.body().length > 0) {
      try {
        return Json.parse(request.body());
      } catch (JacksonException notJson) {
        // shown as text
      }
    }
    return StringNode.valueOf(new String(request.body(), StandardCharsets.UTF_8));
  }

  private Map<String, String> query() {
    Map<String, String> joined = new LinkedHashMap<>();
    request.query().forEach((name, values) -> joined.put(name, String.join(",", values)));
    return joined;
  }
}
