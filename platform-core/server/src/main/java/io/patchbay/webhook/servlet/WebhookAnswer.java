package io.patchbay.webhook.servlet;

import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.ProblemBody;
import io.patchbay.run.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a caller of a webhook gets. The body is always JSON: a flow must not be able to serve a page
 * from the address of the console.
 */
record WebhookAnswer(
    int status, Map<String, String> headers, @Nullable JsonNode body, @Nullable Problem problem) {

  /** Headers that a flow may set, beside those that begin with {@code X-}. */
  private static final Set<String> OPEN =
      Set.of(
          "cache-control", "content-language", "etag", "last-modified", "location", "retry-after");

  static WebhookAnswer of(Problem problem) {
    Map<String, String> headers = new LinkedHashMap<>();
    problem.retryAfterSeconds().ifPresent(s -> headers.put("Retry-After", Integer.toString(s)));
    if (problem.status() == 405) {
      headers.put("Allow", "POST");
    }
    return new WebhookAnswer(problem.status(), headers, null, problem);
  }

  static WebhookAnswer of(Reply reply) {
    Map<String, String> headers = new LinkedHashMap<>();
    reply
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              boolean allowed =
                  OPEN.contains(lower) || (isExtension(lower) && !lower.equals("x-frame-options"));
              if (allowed
                  && value.length() < 2_000
                  && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                headers.put(name, value);
              }
            });
    int status = reply.status() >= 200 && reply.status() <= 599 ? reply.status() : 500;
    return new WebhookAnswer(status, headers, reply.body(), null);
  }

  private static boolean isExtension(String lower) {
    return lower.startsWith("x-")
        && lower.length() > 2
        && lower.length() <= 62
        && lower
            .chars()
            .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  static WebhookAnswer json(int status, Map<String, String> headers, JsonNode body) {
    return new WebhookAnswer(status, headers, body, null);
  }

  void send(HttpServletResponse response, String uri) throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    headers.forEach(response::setHeader);
    byte[] bytes;
    if (problem != null) {
      response.setContentType(ProblemBody.MEDIA_TYPE);
      bytes = Json.MAPPER.writeValueAsBytes(ProblemBody.of(problem, uri));
    } else if (body == null || status == 204 || status == 304) {
      return;
    } else {
      response.setContentType("application/json");
      bytes = Json.MAPPER.writeValueAsBytes(body);
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
