package io.patchbay.http;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request as the caller wants it.
 *
 * @param body not modified afterwards; empty means none
 * @param deadline the whole exchange, with waiting, redirects and body, ends by then
 * @param maxResponseBytes after decompression
 * @param mask knows the secret values that must not be recorded
 */
public record OutboundRequest(
    CallOrigin origin,
    String method,
    URI uri,
    List<Header> headers,
    byte[] body,
    Redirects redirects,
    Instant deadline,
    long maxResponseBytes,
    SecretMask mask) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

  public static final long DEFAULT_MAX_RESPONSE_BYTES = 8L * 1024 * 1024;

  /** What to do with a redirecting answer. */
  public enum Redirects {
    FOLLOW,
    RETURN
  }

  public OutboundRequest {
    headers = List.copyOf(headers);
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "Cannot send a request with method '"
              + (method.length() > 30 ? method.substring(0, 30) + "…" : method)
              + "': a method is a word of capital letters such as GET.");
    }
    if (maxResponseBytes < 0) {
      throw new IllegalArgumentException("maxResponseBytes must not be negative");
    }
  }

  public OutboundRequest(
      CallOrigin origin,
      String method,
      URI uri,
      List<Header> headers,
      byte[] body,
      Instant deadline,
      SecretMask mask) {
    this(
        origin,
        method,
        uri,
        headers,
        body,
        Redirects.FOLLOW,
        deadline,
        DEFAULT_MAX_RESPONSE_BYTES,
        mask);
  }

  OutboundRequest redirectedTo(String newMethod, URI to, List<Header> newHeaders, byte[] newBody) {
    return new OutboundRequest(
        origin, newMethod, to, newHeaders, newBody, redirects, deadline, maxResponseBytes, mask);
  }

  /** True when sending it again changes nothing on the other side, by the method's definition. */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }
}
