package io.patchbay.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a third party answers. The body array belongs to the reply: nobody changes it. */
public record Reply(int status, Map<String, String> headers, byte[] body) {

  public static Reply json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply created(JsonNode body) {
    return json(201, body);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", contentType), body);
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, Map.copyOf(more), body);
  }
}
