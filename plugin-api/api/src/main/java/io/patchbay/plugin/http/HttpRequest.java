package io.patchbay.plugin.http;

import io.patchbay.plugin.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request. Immutable: every method that sets something returns a new one. Prints without secrets.
 *
 * @param secretQuery names of query parameters that are masked in records and texts
 * @param timeout the longest time for this request; the deadline of the call cuts it as well
 * @param maxResponseBytes the largest answer to accept, after decompression
 */
public record HttpRequest(
    String method,
    URI uri,
    Set<String> secretQuery,
    List<HttpHeader> headers,
    HttpBody body,
    Optional<Duration> timeout,
    long maxResponseBytes,
    boolean followRedirects) {
  /** The largest answer accepted unless the request says otherwise: 8 MiB. */
  public static final long DEFAULT_MAX_RESPONSE_BYTES = 8L * 1024 * 1024;

  public HttpRequest {
    method = method.toUpperCase(Locale.ROOT);
    secretQuery = Set.copyOf(secretQuery);
    headers = List.copyOf(headers);
    if (maxResponseBytes < 0) {
      throw new IllegalArgumentException("maxResponseBytes is negative.");
    }
  }

  public static HttpRequest of(String method, URI uri) {
    return new HttpRequest(
        method,
        uri,
        Set.of(),
        List.of(),
        new HttpBody.None(),
        Optional.empty(),
        DEFAULT_MAX_RESPONSE_BYTES,
        true);
  }

  public static HttpRequest get(URI uri) {
    return of("GET", uri);
  }

  public static HttpRequest post(URI uri) {
    return of("POST", uri);
  }

  public static HttpRequest put(URI uri) {
    return of("PUT", uri);
  }

  public static HttpRequest patch(URI uri) {
    return of("PATCH", uri);
  }

  public static HttpRequest delete(URI uri) {
    return of("DELETE", uri);
  }

  /** Adds a query parameter, encoded. */
  public HttpRequest query(String name, String value) {
    String pair = encode(name) + "=" + encode(value);
    String text = uri.toString();
    int hash = text.indexOf('#');
    String base = hash < 0 ? text : text.substring(0, hash);
    String joint =
        base.indexOf('?') < 0 ? "?" : base.endsWith("?") || base.endsWith("&") ? "" : "&";
    return with(
        URI.create(base + joint + pair + (hash < 0 ? "" : text.substring(hash))),
        secretQuery,
        headers,
        body);
  }

  /** Adds a query parameter if there is a value. */
  public HttpRequest query(String name, Optional<String> value) {
    return value.map(v -> query(name, v)).orElse(this);
  }

  /** Adds a query parameter that is masked everywhere. */
  public HttpRequest query(String name, Secret value) {
    Set<String> names = new HashSet<>(secretQuery);
    names.add(name);
    return query(name, value.reveal()).with(null, names, headers, body);
  }

  /** Sets a header field, replacing fields of that name. */
  public HttpRequest header(String name, String value) {
    return header(new HttpHeader(name, value, false));
  }

  /**
   * Sets a header field that is masked everywhere and not sent to another host after a redirect.
   */
  public HttpRequest header(String name, Secret value) {
    return header(new HttpHeader(name, value.reveal(), true));
  }

  private HttpRequest header(HttpHeader header) {
    List<HttpHeader> list = new ArrayList<>(headers);
    list.removeIf(h -> h.name().equalsIgnoreCase(header.name()));
    list.add(header);
    return with(null, secretQuery, list, body);
  }

  public HttpRequest bearer(Secret token) {
    return header("Authorization", Secret.of("Bearer " + token.reveal()));
  }

  public HttpRequest basic(String user, Secret password) {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", Secret.of("Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  /** Sends a JDK JSON value, or a record known to the connector, as JSON. */
  public HttpRequest json(@Nullable Object value) {
    return with(null, secretQuery, headers, new HttpBody.Json(value));
  }

  public HttpRequest form(Map<String, String> fields) {
    return with(null, secretQuery, headers, new HttpBody.Form(fields));
  }

  public HttpRequest text(String contentType, String text) {
    return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public HttpRequest bytes(String contentType, byte[] content) {
    return with(null, secretQuery, headers, new HttpBody.Bytes(contentType, content));
  }

  public HttpRequest timeout(Duration limit) {
    return new HttpRequest(
        method,
        uri,
        secretQuery,
        headers,
        body,
        Optional.of(limit),
        maxResponseBytes,
        followRedirects);
  }

  public HttpRequest maxResponseBytes(long limit) {
    return new HttpRequest(
        method, uri, secretQuery, headers, body, timeout, limit, followRedirects);
  }

  public HttpRequest followRedirects(boolean follow) {
    return new HttpRequest(
        method, uri, secretQuery, headers, body, timeout, maxResponseBytes, follow);
  }

  /** Whether the method promises to change nothing (GET, HEAD, OPTIONS). */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** Method, host and path, for messages: without query and user. */
  public String summary() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return method + " " + uri.getScheme() + "://" + uri.getHost() + port + path;
  }

  @Override
  public String toString() {
    return summary() + " " + headers + " " + body;
  }

  private HttpRequest with(
      @Nullable URI target, Set<String> secretNames, List<HttpHeader> fields, HttpBody content) {
    return new HttpRequest(
        method,
        target == null ? uri : target,
        secretNames,
        fields,
        content,
        timeout,
        maxResponseBytes,
        followRedirects);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
