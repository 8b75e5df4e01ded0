package io.patchbay.plugin.testkit;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.http.Http;
import io.patchbay.plugin.http.HttpBody;
import io.patchbay.plugin.http.HttpHeaders;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import io.patchbay.plugin.http.HttpStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The platform's HTTP contract on the JDK's client; without address guard, budgets and recording.
 */
final class JdkHttp implements Http {
  private final HttpClient client;
  private final Json json;
  private final InstantSource clock;
  private final Supplier<Duration> remaining;

  /**
   * @param remaining how much time the call has left
   */
  JdkHttp(HttpClient client, Json json, InstantSource clock, Supplier<Duration> remaining) {
    this.client = client;
    this.json = json;
    this.clock = clock;
    this.remaining = remaining;
  }

  @Override
  public HttpResponse send(HttpRequest request) {
    return inTime(
        request,
        () -> {
          try (HttpStream stream = exchange(request)) {
            byte[] body = stream.body().readAllBytes();
            Instant now = clock.instant();
            return new HttpResponse(request, stream.status(), stream.headers(), body, now, json);
          }
        });
  }

  @Override
  public HttpStream open(HttpRequest request) {
    return inTime(request, () -> exchange(request));
  }

  private <T> T inTime(HttpRequest request, Callable<T> work) {
    Duration patience =
        request.timeout().filter(t -> t.compareTo(remaining.get()) < 0).orElseGet(remaining);
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("test-http").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw noAnswer(request, "no answer came within " + patience, ErrorKind.TIMEOUT);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw ConnectorException.of(ErrorKind.CANCELLED, "The run was cancelled.");
    } catch (ExecutionException e) {
      throw translate(request, e.getCause() == null ? e : e.getCause());
    }
  }

  private static ConnectorException translate(HttpRequest request, Throwable cause) {
    return switch (cause) {
      case ConnectorException e -> e;
      case ConnectException e -> unreachable(request);
      case HttpConnectTimeoutException e -> unreachable(request);
      case UnresolvedAddressException e -> unreachable(request);
      case TooLargeException e ->
          ConnectorException.badResponse(
              "The answer to %s is larger than %,d bytes."
                  .formatted(request.summary(), request.maxResponseBytes()));
      case IOException e -> noAnswer(request, "the connection broke", ErrorKind.UNAVAILABLE);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    };
  }

  private static ConnectorException unreachable(HttpRequest request) {
    return ConnectorException.unavailable(
        "Cannot send %s: %s cannot be reached."
            .formatted(request.summary(), request.uri().getHost()));
  }

  private static ConnectorException noAnswer(HttpRequest request, String why, ErrorKind ifSafe) {
    return request.isSafe()
        ? ConnectorException.of(ifSafe, request.summary() + " failed: " + why + ".")
        : ConnectorException.outcomeUnknown(
            "It is not known whether %s took effect: %s.".formatted(request.summary(), why), null);
  }

  private HttpStream exchange(HttpRequest request) throws IOException, InterruptedException {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(request.uri())
            .method(request.method(), publisher(request));
    contentType(request.body(), builder);
    request.headers().forEach(h -> builder.setHeader(h.name(), h.value()));
    return new JdkStream(
        client.send(builder.build(), BodyHandlers.ofInputStream()), request.maxResponseBytes());
  }

  private void contentType(HttpBody body, java.net.http.HttpRequest.Builder builder) {
    switch (body) {
      case HttpBody.None ignored -> {}
      case HttpBody.Json ignored -> builder.setHeader("Content-Type", "application/json");
      case HttpBody.Form ignored ->
          builder.setHeader("Content-Type", "application/x-www-form-urlencoded");
      case HttpBody.Bytes bytes -> builder.setHeader("Content-Type", bytes.contentType());
    }
  }

  private BodyPublisher publisher(HttpRequest request) {
    return switch (request.body()) {
      case HttpBody.None ignored -> BodyPublishers.noBody();
      case HttpBody.Json(var value) -> BodyPublishers.ofString(json.write(value));
      case HttpBody.Form(var fields) ->
          BodyPublishers.ofString(
              fields.entrySet().stream()
                  .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                  .collect(Collectors.joining("&")));
      case HttpBody.Bytes bytes -> BodyPublishers.ofByteArray(bytes.content());
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private record JdkStream(java.net.http.HttpResponse<InputStream> answer, InputStream limited)
      implements HttpStream {
    JdkStream(java.net.http.HttpResponse<InputStream> answer, long limit) {
      this(answer, new LimitedStream(answer.body(), limit));
    }

    @Override
    public int status() {
      return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return new HttpHeaders(answer.headers().map());
    }

    @Override
    public InputStream body() {
      return limited;
    }

    @Override
    public void close() {
      try {
        limited.close();
      } catch (IOException alreadyBroken) {
        // Nothing is left to release.
      }
    }
  }
}
