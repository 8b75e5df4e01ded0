package io.patchbay.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks that really leave: each delivery has three tries on a thread of its own and is signed
 * with {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}.
 */
public final class Deliveries implements AutoCloseable {

  private static final int MOST_AT_ONCE = 32;
  private static final int MOST_KEPT = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Deque<ObjectNode> kept = new ArrayDeque<>();
  private final InstantSource clock;

  Deliveries(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Where to deliver.
   *
   * @param headers sent with each delivery
   */
  public record Target(
      URI url, String secret, String signatureHeader, Map<String, String> headers) {}

  /** Returns at once; the outcome shows in {@code GET /_sandbox/deliveries}. */
  public void send(String party, Target target, ObjectNode event) {
    Thread.ofVirtual().name("delivery-" + party).start(() -> deliver(party, target, event));
  }

  private void deliver(String party, Target target, ObjectNode event) {
    try {
      free.acquire();
      try {
        for (int attempt = 1; attempt <= 3; attempt++) {
          if (attempt(party, target, event, attempt)) {
            return;
          }
          Thread.sleep(200L * attempt * attempt);
        }
      } finally {
        free.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean attempt(String party, Target target, ObjectNode event, int attempt)
      throws InterruptedException {
    byte[] body = Json.bytes(event);
    long time = clock.instant().getEpochSecond();
    String outcome;
    boolean arrived = false;
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.url())
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .header("User-Agent", "patchbay-sandbox")
              .header(
                  target.signatureHeader(),
                  "t=" + time + ",v1=" + signature(target.secret(), time, body));
      target.headers().forEach(request::setHeader);
      HttpResponse<Void> answer =
          client.send(
              request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.discarding());
      outcome = String.valueOf(answer.statusCode());
      arrived = answer.statusCode() < 300;
    } catch (java.io.IOException failed) {
      outcome = failed.getClass().getSimpleName() + ": " + failed.getMessage();
    }
    keep(
        Json.of(
            "party", party,
            "url", target.url().toString(),
            "event", event,
            "attempt", attempt,
            "outcome", outcome));
    return arrived;
  }

  /** Hex HMAC-SHA256 of "time.body". */
  public static String signature(String secret, long time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Reads url, secret (one is made when it is absent), signatureHeader and headers. */
  public static Target target(Request request, String usualHeader, String madeSecret) {
    URI url;
    try {
      url = URI.create(request.requiredText("url"));
    } catch (IllegalArgumentException notAnAddress) {
      throw Request.invalid("url", "must be an absolute http or https address");
    }
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw Request.invalid("url", "must be an absolute http or https address");
    }
    Map<String, String> headers = new java.util.LinkedHashMap<>();
    request
        .json()
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    return new Target(
        url,
        request.text("secret").orElse(madeSecret),
        request.text("signatureHeader").orElse(usualHeader),
        Map.copyOf(headers));
  }

  private synchronized void keep(ObjectNode delivery) {
    kept.add(delivery);
    if (kept.size() > MOST_KEPT) {
      kept.remove();
    }
  }

  synchronized ObjectNode show() {
    return Json.of("items", List.copyOf(kept));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
