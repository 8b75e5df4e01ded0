package io.patchbay.plugins.http;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes requests from what a step says. */
final class Requests {
  /** The client's own business. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "connection",
          "transfer-encoding",
          "upgrade",
          "expect",
          "te",
          "trailer");

  private Requests() {}

  static HttpRequest of(
      String method,
      String url,
      HttpSettings settings,
      Map<String, String> query,
      Map<String, String> headers,
      Optional<Duration> timeout) {
    try {
      HttpRequest request = HttpRequest.of(method, Addresses.resolve(settings, url));
      for (Map.Entry<String, String> parameter : query.entrySet()) {
        request = request.query(parameter.getKey(), parameter.getValue());
      }
      for (Map.Entry<String, String> header : headers.entrySet()) {
        checkHeader(header.getKey());
        request = request.header(header.getKey(), header.getValue());
      }
      HttpRequest whole = request;
      return timeout.map(whole::timeout).orElse(whole);
    } catch (IllegalArgumentException malformed) {
      throw ConnectorException.invalidInput("Cannot send the request: " + malformed.getMessage());
    }
  }

  private static void checkHeader(String name) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw ConnectorException.invalidInput(
          "Cannot send the request: the header '%s' is set by the platform. Leave it out."
              .formatted(name));
    }
  }

  static HttpRequest withBody(HttpRequest request, Optional<Object> body, Call.SendAs sendAs) {
    return body.map(
            value ->
                switch (sendAs) {
                  case JSON -> request.json(value);
                  case FORM -> request.form(fields(value));
                  case TEXT -> text(request, value);
                })
        .orElse(request);
  }

  private static HttpRequest text(HttpRequest request, Object value) {
    if (value instanceof String text) {
      return request.text("text/plain; charset=utf-8", text);
    }
    throw ConnectorException.invalidInput(
        "Cannot send the body as text: it is not text. Send it as JSON.");
  }

  private static Map<String, String> fields(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw ConnectorException.invalidInput(
          "Cannot send the body as form fields: it is not an object.");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    members.forEach(
        (name, field) ->
            fields.put(String.valueOf(name), field == null ? "" : String.valueOf(field)));
    return fields;
  }
}
