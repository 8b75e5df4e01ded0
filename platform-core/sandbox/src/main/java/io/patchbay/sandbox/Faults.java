package io.patchbay.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults that stay until they are used up or cleared, by third party or by the start of a path. */
final class Faults {

  private record Armed(Fault fault, int left) {}

  private static final int MOST = 1_000;

  private final Map<String, Armed> armed = new ConcurrentHashMap<>();

  /** The fault of one request: its own wins over the persistent one with the longest prefix. */
  Fault of(Request request) {
    Optional<String> own = request.header("x-sandbox-fault").or(() -> request.query("_fault"));
    if (own.isPresent()) {
      return Fault.parse(own.get());
    }
    String prefix = String.join("/", Routes.parts(request.path()));
    while (!prefix.isEmpty()) {
      Optional<Fault> fault = use(prefix);
      if (fault.isPresent()) {
        return fault.get();
      }
      prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
    }
    return Fault.NONE;
  }

  private Optional<Fault> use(String prefix) {
    Fault[] used = new Fault[1];
    armed.computeIfPresent(
        prefix,
        (key, before) -> {
          used[0] = before.fault();
          int left = before.left() - 1;
          return left == 0 ? null : new Armed(before.fault(), Math.max(left, -1));
        });
    return Optional.ofNullable(used[0]);
  }

  void put(String prefix, ObjectNode wanted) {
    if (armed.size() >= MOST) {
      throw new Refusal(409, "sandbox_fault", "There are " + MOST + " faults already.");
    }
    StringBuilder text = new StringBuilder();
    int times = -1;
    for (Map.Entry<String, JsonNode> member : wanted.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "delayMs" -> text.append("delay=").append(value.asString()).append(';');
        case "status" -> text.append("status=").append(value.asString()).append(';');
        case "retryAfter" -> text.append("retry-after=").append(value.asString()).append(';');
        case "cut" -> text.append(value.asBoolean() ? "cut;" : "");
        case "cutBody" -> text.append(value.asBoolean() ? "cut-body;" : "");
        case "badJson" -> text.append(value.asBoolean() ? "bad-json;" : "");
        case "drip" -> text.append(value.asBoolean() ? "drip;" : "");
        case "huge" -> text.append(value.asBoolean() ? "huge;" : "");
        case "times" -> times = value.asInt(0);
        default ->
            throw new Refusal(
                400,
                "sandbox_fault",
                "Unknown member '"
                    + member.getKey()
                    + "': use delayMs, status, retryAfter, cut, cutBody, badJson, drip, huge,"
                    + " times.");
      }
    }
    if (times == 0 || times < -1) {
      throw new Refusal(400, "sandbox_fault", "'times' must be above 0.");
    }
    armed.put(prefix, new Armed(Fault.parse(text.toString()), times));
  }

  void clear(String prefix) {
    armed.remove(prefix);
  }

  void clear() {
    armed.clear();
  }

  ObjectNode show() {
    ObjectNode all = Json.of();
    armed.forEach(
        (prefix, one) ->
            all.set(
                prefix,
                Json.of(
                    "delayMs", one.fault().delayMillis(),
                    "status", one.fault().status(),
                    "retryAfter", one.fault().retryAfter().orElse(null),
                    "spoil", one.fault().spoil().name(),
                    "timesLeft", one.left() < 0 ? null : one.left())));
    return all;
  }
}
