package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The server dies while messages are being sent that must not be sent twice. */
class UncertainStepsIT {

  private static final String FLOW =
      """
      document: {dsl: '1.0.3', namespace: shop, name: tell, version: '1.0.0'}
      do:
        - send:
            call: example.sendMessage:1.0.0@default
            with: {connection: crm, contactId: '${ .contact }', text: Hello}
      """;

  private final CountDownLatch arrived = new CountDownLatch(3);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void areSettledByTheirLookUpOrByAPersonAndNeverRepeated() throws Exception {
    HttpServer crm =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    crm.setExecutor(threads);
    crm.createContext("/", this::answer);
    crm.start();
    String address = "127.0.0.1:" + crm.getAddress().getPort();
    try (ServerFixture server = ServerFixture.start(Map.of("PATCHBAY_EGRESS_ALLOW", address))) {
      ApiClient builder = tenant(server);
      String flow = flow(builder, address);
      String found = run(builder, flow, "con_found");
      String sentOne = run(builder, flow, "con_1");
      String lostOne = run(builder, flow, "con_2");
      assertTrue(arrived.await(40, TimeUnit.SECONDS), "three messages are under way");
      server.killServer();
      server.startServer();
      ApiClient person = server.operator();

      awaitState(person, found, "succeeded");
      JsonNode step = person.apiGet(steps(found)).expect(200).json();
      assertEquals("cmsg_1", step.at("/output/value/id").asString(), step.toString());

      awaitState(person, sentOne, "uncertain");
      awaitState(person, lostOne, "uncertain");
      settle(person, sentOne, Map.of("outcome", "perhaps")).expect(422);
      settle(person, sentOne, Map.of("outcome", "happened", "output", Map.of("id", "m")))
          .expect(202);
      settle(person, lostOne, Map.of("outcome", "did-not-happen")).expect(202);
      awaitState(person, sentOne, "succeeded");
      awaitState(person, lostOne, "failed");
      ApiClient.Answer again = settle(person, sentOne, Map.of("outcome", "happened")).expect(409);
      assertEquals("run.not-uncertain", again.code());
      assertEquals(3, sent.get(), "no message was sent again");
    } finally {
      end.countDown();
      crm.stop(0);
      threads.shutdownNow();
    }
  }

  /** Takes messages without ever answering; only one contact's can be looked up. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean send = exchange.getRequestMethod().equals("POST");
    boolean found = exchange.getRequestURI().getPath().contains("con_found");
    if (send) {
      sent.incrementAndGet();
      arrived.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] body =
        """
        {"items": [{"id": "cmsg_1", "contactId": "con_found", "reference": "r", "text": "Hello",
          "sentAt": "2026-11-23T18:30:00Z"}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(found && !send ? 200 : 500, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static ApiClient tenant(ServerFixture server) throws Exception {
    server.operator();
    try (Connection admin = server.administrator();
        Statement statement = admin.createStatement()) {
      statement.execute("insert into tenant (id, slug, name) values ('unsure', 'unsure', 'U')");
      statement.execute(
          "insert into membership (tenant_id, account_id, role)"
              + " select 'unsure', id, 'owner' from account where operator");
    }
    return server.operator();
  }

  private static String flow(ApiClient builder, String address) {
    Map<String, Object> connection =
        Map.of(
            "name", "crm",
            "connector", "example",
            "kind", "default",
            "settings", Map.of("baseUrl", "http://" + address, "apiKey", "k"));
    builder.api("POST", "/tenants/unsure/connections", connection).expect(201);
    ApiClient.Answer created =
        builder.api("POST", "/tenants/unsure/flows", Map.of("text", FLOW)).expect(201);
    String id = created.json().path("id").asString();
    builder.header("If-Match", created.etag());
    builder.api("POST", "/tenants/unsure/flows/" + id + "/publish", Map.of("note", "")).expect(200);
    builder.header("If-Match", null);
    builder.api("PUT", "/tenants/unsure/flows/" + id + "/enabled", null).expect(200);
    return id;
  }

  private static String run(ApiClient builder, String flow, String contact) {
    return builder
        .api(
            "POST",
            "/tenants/unsure/flows/" + flow + "/runs",
            Map.of("input", Map.of("contact", contact)))
        .expect(202)
        .json()
        .path("id")
        .asString();
  }

  private static String steps(String run) {
    String step =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("/do/0/send\n".getBytes(StandardCharsets.UTF_8));
    return "/tenants/unsure/runs/" + run + "/steps/" + step;
  }

  private static ApiClient.Answer settle(ApiClient person, String run, Map<String, Object> body) {
    return person.api("POST", steps(run) + "/settle", body);
  }

  private static void awaitState(ApiClient person, String run, String wanted) {
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(40));
    while (true) {
      JsonNode seen = person.apiGet("/tenants/unsure/runs/" + run).expect(200).json();
      if (seen.at("/summary/state").asString().equals(wanted)) {
        return;
      }
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError("not " + wanted + " in time: " + seen);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
