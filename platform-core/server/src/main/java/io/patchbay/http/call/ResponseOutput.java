package io.patchbay.http.call;

import io.patchbay.call.HttpCall;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the task's output is made of. */
final class ResponseOutput {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(16 * 1024 * 1024)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ResponseOutput() {}

  static JsonNode of(
      HttpCall call, RequestParts request, OutboundResponse response, SecretMask mask)
      throws Unreadable {
    return switch (call.output()) {
      case RAW -> NODES.stringNode(Base64.getEncoder().encodeToString(response.body()));
      case CONTENT -> content(response);
      case RESPONSE -> whole(call, request, response, mask);
    };
  }

  /** The answer calls itself JSON and is not, or is too deep. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private static JsonNode content(OutboundResponse response) throws Unreadable {
    if (response.body().length == 0) {
      return NODES.nullNode();
    }
    String type = response.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      try {
        return JSON.readTree(response.body());
      } catch (JacksonException e) {
        throw new Unreadable(
            e instanceof StreamConstraintsException
                ? "Its JSON is nested more than 200 deep or has a text of more than 16 MiB."
                : "It calls itself JSON (Content-Type) and is not: "
                    + e.getOriginalMessage()
                    + ". Take it as it is with `output: raw`.");
      }
    }
    return NODES.stringNode(text(response));
  }

  private static String text(OutboundResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static JsonNode whole(
      HttpCall call, RequestParts request, OutboundResponse response, SecretMask mask)
      throws Unreadable {
    ObjectNode sent = NODES.objectNode();
    sent.put("method", call.method());
    sent.put("uri", mask.mask(request.uri().toString()));
    sent.set("headers", headers(request.headers(), mask));
    ObjectNode all = NODES.objectNode();
    all.set("request", sent);
    all.put("statusCode", response.status());
    all.set("headers", headers(response.headers(), mask));
    all.set("content", content(response));
    return all;
  }

  private static ObjectNode headers(List<Header> headers, SecretMask mask) {
    ObjectNode node = NODES.objectNode();
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      String value = mask.mask(header);
      node.put(name, node.has(name) ? node.path(name).asString("") + ", " + value : value);
    }
    return node;
  }

  /** The beginning of an answer, for the detail of an error. */
  static String excerpt(OutboundResponse response, SecretMask mask) {
    String type = response.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (response.body().length == 0 || !(type.contains("json") || type.startsWith("text/"))) {
      return "";
    }
    int read = Math.min(response.body().length, 4_000);
    String text = mask.mask(new String(response.body(), 0, read, StandardCharsets.UTF_8)).strip();
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }

  static boolean succeeded(HttpCall call, int status) {
    return status >= 200 && status < (call.redirect() ? 400 : 300);
  }
}
