package io.patchbay.http.call;

import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpCall;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.Header;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Address, headers and body of a call as they are sent. */
record RequestParts(URI uri, List<Header> headers, byte[] body) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST_BODY = 32 * 1024 * 1024;

  static RequestParts of(HttpCall call) throws CallRefused {
    List<Header> headers = new ArrayList<>();
    try {
      call.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    } catch (IllegalArgumentException e) {
      throw new CallRefused(ErrorType.VALIDATION, String.valueOf(e.getMessage()));
    }
    byte[] body = body(call.body(), headers);
    if (body.length > LARGEST_BODY) {
      throw new CallRefused(
          ErrorType.VALIDATION, "The body has more than %,d bytes.".formatted(LARGEST_BODY));
    }
    if (Header.find(headers, "Idempotency-Key").isEmpty()) {
      headers.add(new Header("Idempotency-Key", call.context().idempotencyKey()));
    }
    return new RequestParts(withQuery(call.uri(), call.query()), headers, body);
  }

  private static byte[] body(@Nullable JsonNode body, List<Header> headers) {
    if (body == null || body.isNull() || body.isMissingNode()) {
      return new byte[0];
    }
    String type = Header.find(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (body.isString() && !type.contains("json")) {
      if (type.isEmpty()) {
        headers.add(new Header("Content-Type", "text/plain; charset=utf-8"));
      }
      return body.stringValue().getBytes(StandardCharsets.UTF_8);
    }
    if (body.isObject() && type.startsWith("application/x-www-form-urlencoded")) {
      return form(body).getBytes(StandardCharsets.US_ASCII);
    }
    if (body.isObject() && type.startsWith("multipart/form-data")) {
      return MultipartBody.write(body, headers);
    }
    if (type.isEmpty()) {
      headers.add(new Header("Content-Type", "application/json"));
    }
    return JSON.writeValueAsBytes(body);
  }

  private static String form(JsonNode body) {
    List<String> pairs = new ArrayList<>();
    body.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              for (JsonNode each : value.isArray() ? value.values() : List.of(value)) {
                pairs.add(encode(field.getKey()) + "=" + encode(text(each)));
              }
            });
    return String.join("&", pairs);
  }

  static String text(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString("");
  }

  private static URI withQuery(URI uri, Map<String, List<String>> query) throws CallRefused {
    if (query.isEmpty()) {
      return uri;
    }
    StringJoiner added = new StringJoiner("&");
    query.forEach(
        (name, values) -> values.forEach(value -> added.add(encode(name) + "=" + encode(value))));
    String text = uri.toString();
    int hash = text.indexOf('#');
    String base = hash < 0 ? text : text.substring(0, hash);
    try {
      return URI.create(base + (base.indexOf('?') < 0 ? "?" : "&") + added);
    } catch (IllegalArgumentException e) {
      throw new CallRefused(ErrorType.VALIDATION, "The address with its query cannot be read.");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
