package io.patchbay.bench.proof.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Posts to webhooks. Thread-safe. */
public final class Sender implements AutoCloseable {
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .executor(threads)
          .build();

  /**
   * @param status 0: no answer came
   * @param run empty unless it was accepted
   */
  public record Answer(int status, String run, String body, Duration took) {
    public boolean accepted() {
      return status == 202 || status == 200;
    }
  }

  public Answer post(int port, String path, String body, String key) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("X-Patchbay-Run").orElse(""),
          answer.body(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException none) {
      return new Answer(0, "", String.valueOf(none), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
