package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** Faults, recording, limits and the index page. */
class SwitchesTest extends SandboxTest {

  private static final String CHARGE =
      "{\"amount\": 1, \"currency\": \"EUR\", \"source\": \"tok_visa\"}";

  @Test
  void oneRequestCanAskForAnErrorInThePartysOwnShape() throws Exception {
    Answer refused =
        post("/payment/charges", CHARGE, "X-Sandbox-Fault", "429;retry-after=3").expect(429);
    assertEquals("3", refused.header("Retry-After"));
    assertEquals("rate_limit_error", refused.at("/error/type").asString());
    assertEquals(0, get("/payment/charges").at("/data").size());
    get("/stock/items?_fault=status=503").expect(503);
  }

  @Test
  void delayComesBeforeTheAnswer() throws Exception {
    Instant before = Instant.now();
    get("/stock/items?_fault=delay=300").expect(200);
    assertTrue(Duration.between(before, Instant.now()).toMillis() >= 300);
  }

  @Test
  void cutLosesTheAnswerButNotTheWork() throws Exception {
    for (String cut : new String[] {"cut", "cut-body"}) {
      String[] headers = {"X-Sandbox-Fault", cut, "Idempotency-Key", cut};
      assertThrows(IOException.class, () -> post("/payment/charges", CHARGE, headers));
      Answer repeated = post("/payment/charges", CHARGE, "Idempotency-Key", cut).expect(201);
      assertEquals("true", repeated.header("Idempotent-Replayed"));
    }
    assertEquals(2, get("/payment/charges").at("/data").size());
  }

  @Test
  void badJsonIsBad() throws Exception {
    Answer bad = get("/stock/items", "X-Sandbox-Fault", "bad-json").expect(200);
    assertEquals("application/json", bad.header("Content-Type"));
    assertThrows(JacksonException.class, bad::json);
  }

  @Test
  void dripIsSlowAndHugeIsMoreThanAnybodyShouldRead() throws Exception {
    Instant before = Instant.now();
    get("/profile/accounts/none/devices", "X-Sandbox-Fault", "drip").expect(404);
    assertTrue(Duration.between(before, Instant.now()).toMillis() > 3_000);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri("/stock/items?_fault=huge")).build();
      try (InputStream body =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        body.skipNBytes(16 << 20);
      }
      client.shutdownNow();
    }
  }

  @Test
  void persistentFaultsHoldForTheirTimesAndTheirPartOnly() throws Exception {
    put("/_sandbox/faults/stock", "{\"status\": 429, \"retryAfter\": 2, \"times\": 2}").expect(200);
    put("/_sandbox/faults/travel/skyhop", "{\"delayMs\": 0, \"status\": 500}").expect(200);
    assertEquals("2", get("/stock/items").expect(429).header("Retry-After"));
    get("/stock/items").expect(429);
    get("/stock/items").expect(200);
    post("/travel/skyhop/flights/search", "{}").expect(500);
    post("/travel/aerolux/flights/search", "{}").expect(400);
    assertEquals(500, get("/_sandbox/faults").json().path("travel/skyhop").path("status").asInt());
    send("DELETE", "/_sandbox/faults", "").expect(204);
    post("/travel/skyhop/flights/search", "{}").expect(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explode", "delay=soon", "status=99", "delay=-1"})
  void unknownFaultsAreNamed(String fault) throws Exception {
    assertEquals(
        "sandbox_fault",
        get("/stock/items", "X-Sandbox-Fault", fault).expect(400).at("/error/code").asString());
    put("/_sandbox/faults/stock", "{\"explode\": true}").expect(400);
    put("/_sandbox/faults/nobody", "{}").expect(404);
  }

  @Test
  void recordsWhatItWasAsked() throws Exception {
    post("/payment/charges?x=1", CHARGE, "Idempotency-Key", "k1").expect(201);
    post("/payment/charges?x=1", CHARGE, "Idempotency-Key", "k1").expect(201);
    get("/stock/items").expect(200);
    Answer all = get("/_sandbox/requests").expect(200);
    assertEquals(3, all.at("/total").asInt());
    Answer payment = get("/_sandbox/requests?party=payment&limit=1").expect(200);
    assertEquals(2, payment.at("/matching").asInt());
    assertEquals("k1", payment.at("/items/0/idempotencyKey").asString());
    assertEquals(1, payment.at("/items/0/body/amount").asInt());
    assertEquals("1", payment.at("/items/0/query/x").asString());
    assertEquals(201, payment.at("/items/0/status").asInt());
    assertTrue(payment.at("/items/0/replayed").asBoolean());
    send("DELETE", "/_sandbox/requests", "").expect(204);
    assertEquals(0, get("/_sandbox/requests").at("/items").size());
    get("/_sandbox/requests?limit=0").expect(400);
  }

  @Test
  void bodiesAreLimited() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", uri("/").getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "POST /mail/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[(8 << 20) + 1]);
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(start, StandardCharsets.US_ASCII));
    }
    post("/mail/messages", "[".repeat(5000)).expect(400);
  }

  @Test
  void indexPageListsEveryParty() throws Exception {
    String page = get("/").expect(200).response().body();
    for (var party : get("/_sandbox/health").expect(200).at("/parties")) {
      assertTrue(page.contains("/" + party.asString() + "/"), party.asString());
    }
    get("/nobody/x").expect(404);
    assertEquals("POST, GET", send("PUT", "/mail/messages", "{}").expect(405).header("Allow"));
  }

  private Answer put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }
}
