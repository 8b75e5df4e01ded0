package io.patchbay.plugin.http;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer. Reading its body as JSON fails as {@link ErrorKind#BAD_RESPONSE}, naming the
 * request.
 */
public final class HttpResponse {
  private final HttpRequest request;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;
  private final Instant receivedAt;
  private final Json json;

  /** For the platform. */
  public HttpResponse(
      HttpRequest request,
      int status,
      HttpHeaders headers,
      byte[] body,
      Instant receivedAt,
      Json json) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body.clone();
    this.receivedAt = receivedAt;
    this.json = json;
  }

  public HttpRequest request() {
    return request;
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public HttpHeaders headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return headers.first(name);
  }

  public byte[] bytes() {
    return body.clone();
  }

  public boolean isEmpty() {
    return body.length == 0;
  }

  /** The body in the character set it names, else UTF-8. */
  public String text() {
    return new String(body, charset());
  }

  private Charset charset() {
    String type = header("content-type").orElse("");
    int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    String name = type.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "");
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The body as a JDK JSON value. */
  public @Nullable Object json() {
    try {
      return json.parse(text());
    } catch (ConnectorException e) {
      throw badResponse(e.getMessage());
    }
  }

  /** The body as a JSON object. */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> jsonObject() {
    if (json() instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw badResponse("The body is not a JSON object.");
  }

  /** The body as a record of the connector; see {@link Json#bind}. */
  public <T extends Record> T as(Class<T> type) {
    return named(json(), value -> json.bind(value, type));
  }

  /** The body as a list of records. */
  public <T extends Record> List<T> asList(Class<T> type) {
    return named(json(), value -> json.bindList(value, type));
  }

  private <T> T named(@Nullable Object value, Function<@Nullable Object, T> binding) {
    try {
      return binding.apply(value);
    } catch (ConnectorException e) {
      throw e.problems().isEmpty() ? badResponse(e.getMessage()) : badResponse(e.problems());
    }
  }

  private ConnectorException badResponse(String why) {
    return ConnectorException.badResponse(
            "Cannot read the answer to " + request.summary() + ": " + why)
        .remote(status, null, null);
  }

  private ConnectorException badResponse(List<Problem> problems) {
    return ConnectorException.badResponse(
            "Cannot read the answer to " + request.summary(), problems)
        .remote(status, null, null);
  }

  /** How long the other side asks to wait; never negative. */
  public Optional<Duration> retryAfter() {
    return RetryAfter.parse(headers, receivedAt);
  }

  /**
   * This answer, if its status is 2xx.
   *
   * @throws ConnectorException of the kind that the status means, with the other side's words and
   *     its Retry-After
   */
  public HttpResponse requireSuccess() {
    if (isSuccess()) {
      return this;
    }
    throw failure();
  }

  /** The failure that this status means; also for answers that say so in a body with status 200. */
  public ConnectorException failure() {
    return ConnectorException.of(
            kind(), request.summary() + " was answered with status " + status + ".")
        .retryAfter(retryAfter().orElse(null))
        .remote(status, null, RemoteText.of(this));
  }

  private ErrorKind kind() {
    return switch (status) {
      case 401 -> ErrorKind.AUTHENTICATION;
      case 403 -> ErrorKind.FORBIDDEN;
      case 404, 410 -> ErrorKind.NOT_FOUND;
      case 408 -> request.isSafe() ? ErrorKind.TIMEOUT : ErrorKind.OUTCOME_UNKNOWN;
      case 409, 412, 423 -> ErrorKind.CONFLICT;
      case 425, 429 -> ErrorKind.RATE_LIMITED;
      case 502, 504 -> request.isSafe() ? ErrorKind.TIMEOUT : ErrorKind.OUTCOME_UNKNOWN;
      case 503 -> ErrorKind.UNAVAILABLE;
      default -> {
        if (status >= 500) {
          yield ErrorKind.REMOTE_ERROR;
        }
        yield status >= 400 ? ErrorKind.INVALID_INPUT : ErrorKind.BAD_RESPONSE;
      }
    };
  }

  @Override
  public String toString() {
    return "HttpResponse[" + status + ", " + body.length + " bytes, to " + request.summary() + "]";
  }
}
