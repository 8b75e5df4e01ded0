package io.patchbay.plugin.webhook;

import io.patchbay.plugin.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A delivery as it came in, byte for byte: signatures are made over these bytes.
 *
 * @param query decoded parameters
 * @param receivedAt when the platform received it
 */
public record WebhookRequest(
    String method,
    HttpHeaders headers,
    Map<String, List<String>> query,
    byte[] body,
    Instant receivedAt) {
  public WebhookRequest {
    query = Map.copyOf(query);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "WebhookRequest[" + method + ", " + body.length + " bytes]";
  }
}
