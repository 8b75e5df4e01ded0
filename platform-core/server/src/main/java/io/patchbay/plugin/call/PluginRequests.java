package io.patchbay.plugin.call;

import io.patchbay.http.Header;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.http.HttpBody;
import io.patchbay.plugin.http.HttpHeader;
import io.patchbay.plugin.http.HttpRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From a plugin's request to the platform's. */
final class PluginRequests {

  /** The most a plugin can ask for: the whole answer is in memory. */
  private static final long LARGEST_RESPONSE = 32L * 1024 * 1024;

  private static final int LARGEST_BODY = 32 * 1024 * 1024;

  private record Content(String type, byte[] bytes) {}

  private final Loan loan;
  private final Json json;

  PluginRequests(Loan loan, Json json) {
    this.loan = loan;
    this.json = json;
  }

  OutboundRequest outbound(HttpRequest request) {
    Content content = content(request.body());
    if (content.bytes().length > LARGEST_BODY) {
      throw ConnectorException.invalidInput(
          "Cannot send %s: its body has more than %,d bytes."
              .formatted(request.summary(), LARGEST_BODY));
    }
    List<Header> headers = new ArrayList<>();
    request.headers().forEach(h -> headers.add(new Header(h.name(), h.value())));
    if (!content.type().isEmpty() && headers.stream().noneMatch(h -> h.is("Content-Type"))) {
      headers.add(new Header("Content-Type", content.type()));
    }
    try {
      return new OutboundRequest(
          loan.origin(),
          request.method(),
          request.uri(),
          headers,
          content.bytes(),
          request.followRedirects() ? Redirects.FOLLOW : Redirects.RETURN,
          deadline(request),
          Math.min(request.maxResponseBytes(), LARGEST_RESPONSE),
          loan.mask().and(secretsOf(request)));
    } catch (IllegalArgumentException e) {
      throw ConnectorException.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  private Instant deadline(HttpRequest request) {
    return request
        .timeout()
        .map(timeout -> loan.clock().instant().plus(timeout))
        .filter(own -> own.isBefore(loan.deadline()))
        .orElse(loan.deadline());
  }

  private Content content(HttpBody body) {
    return switch (body) {
      case HttpBody.None() -> new Content("", new byte[0]);
      case HttpBody.Json(var value) ->
          new Content("application/json", json.write(value).getBytes(StandardCharsets.UTF_8));
      case HttpBody.Form(var fields) ->
          new Content(
              "application/x-www-form-urlencoded",
              fields.entrySet().stream()
                  .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                  .collect(Collectors.joining("&"))
                  .getBytes(StandardCharsets.US_ASCII));
      case HttpBody.Bytes bytes -> new Content(bytes.contentType(), bytes.content());
    };
  }

  private static SecretMask secretsOf(HttpRequest request) {
    List<String> secrets = new ArrayList<>();
    request.headers().stream()
        .filter(HttpHeader::secret)
        .map(HttpHeader::value)
        .forEach(secrets::add);
    String query = request.uri().getRawQuery();
    if (query != null && !request.secretQuery().isEmpty()) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && request.secretQuery().contains(decode(pair.substring(0, equals)))) {
          secrets.add(decode(pair.substring(equals + 1)));
        }
      }
    }
    return SecretMask.of(secrets);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
