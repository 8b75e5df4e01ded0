package io.patchbay.call;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A {@code call: http}, ready to be sent.
 *
 * @param method upper case
 * @param uri absolute, templates expanded, without the members of {@code query}
 * @param query a name may occur several times
 * @param body JSON, or a string to send as it is, or null
 * @param redirect false: 300–399 is a failure; true: redirects are followed
 */
public record HttpCall(
    CallContext context,
    String method,
    URI uri,
    Map<String, String> headers,
    Map<String, List<String>> query,
    @Nullable JsonNode body,
    Output output,
    boolean redirect,
    @Nullable HttpAuthentication authentication) {

  public HttpCall(
      CallContext context,
      String method,
      URI uri,
      Map<String, String> headers,
      Map<String, List<String>> query,
      @Nullable JsonNode body,
      Output output,
      boolean redirect,
      @Nullable HttpAuthentication authentication) {
    this.context = context;
    this.method = method;
    this.uri = uri;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    this.body = body;
    this.output = output;
    this.redirect = redirect;
    this.authentication = authentication;
  }

  /** What the task's output is. */
  public enum Output {
    /** The body's bytes, base64. */
    RAW,
    /** The body, parsed when it is JSON, else a string. */
    CONTENT,
    /** {@code {request: {method, uri, headers}, statusCode, headers, content}}. */
    RESPONSE
  }
}
