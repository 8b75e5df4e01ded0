package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.incontainer.ApiClient.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Flows from their first draft to runs, through the API and the webhooks of the running product.
 */
class FlowsIT {

  private static final ServerFixture SERVER = ServerFixture.shared();

  private static final String ORDER =
      """
      document:
        dsl: '1.0.3'
        namespace: shop
        name: order
        version: '1.0.0'
        metadata:
          patchbay:
            trigger: {type: webhook, path: /orders, reply: sync, replyTimeoutMs: 10000, idempotencyKey: .orderId}
      do:
        - total:
            set:
              orderId: ${ .orderId }
              total: ${ [.lines[] | .price * .count] | add }
      """;

  private String tenant = "";
  private ApiClient builder = SERVER.client();

  @BeforeEach
  void makeTenant() throws Exception {
    tenant = "flows" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection admin = SERVER.administrator();
        PreparedStatement insert =
            admin.prepareStatement("insert into tenant (id, slug, name) values (?, ?, 'Flows')");
        PreparedStatement member =
            admin.prepareStatement(
                "insert into membership (tenant_id, account_id, role)"
                    + " select ?, id, 'builder' from account where operator")) {
      insert.setString(1, tenant);
      insert.setString(2, tenant);
      insert.executeUpdate();
      member.setString(1, tenant);
      member.executeUpdate();
    }
    builder = SERVER.operator();
  }

  private String path(String rest) {
    return "/tenants/" + tenant + rest;
  }

  private Answer create(String text) {
    return builder.api("POST", path("/flows"), Map.of("text", text)).expect(201);
  }

  private Answer publish(String id, String etag) {
    builder.header("If-Match", etag);
    Answer answer = builder.api("POST", path("/flows/" + id + "/publish"), Map.of("note", "first"));
    builder.header("If-Match", null);
    return answer;
  }

  /** Creates, publishes and turns on; answers the id. */
  private String live(String text) {
    Answer created = create(text);
    String id = created.json().path("id").asString();
    publish(id, created.etag()).expect(200);
    builder.api("PUT", path("/flows/" + id + "/enabled"), null).expect(200);
    return id;
  }

  private Answer post(String hook, String body) {
    return SERVER.client().send("POST", "/hooks/" + tenant + hook, body, "application/json");
  }

  private static <T> T await(Supplier<T> value, java.util.function.Predicate<T> wanted) {
    Instant end = Instant.now().plusSeconds(40);
    while (true) {
      T now = value.get();
      if (wanted.test(now)) {
        return now;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within 40 seconds; last: " + now);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private JsonNode run(String id) {
    return builder.apiGet(path("/runs/" + id)).expect(200).json();
  }

  private String state(String run) {
    return run(run).path("summary").path("state").asString();
  }

  @Test
  void answersAnOrderAndShowsItsRun() {
    String id = live(ORDER);
    Answer answer =
        post("/orders", "{\"orderId\": \"A-1\", \"lines\": [{\"price\": 2.5, \"count\": 4}]}")
            .expect(200);
    assertEquals(10, answer.json().path("total").asInt(), answer.text());
    JsonNode runs = builder.apiGet(path("/runs?q=A-1")).expect(200).json().path("items");
    assertEquals(1, runs.size());
    JsonNode run = run(runs.path(0).path("id").asString());
    assertEquals("succeeded", run.path("summary").path("state").asString());
    assertEquals("A-1", run.path("idempotencyKey").asString());
    JsonNode step = run.path("steps").path(0);
    assertEquals("total", step.path("name").asString(), run.toString());
    assertEquals("succeeded", step.path("state").asString());
    JsonNode detail =
        builder
            .apiGet(
                path(
                    "/runs/"
                        + runs.path(0).path("id").asString()
                        + "/steps/"
                        + step.path("id").asString()))
            .expect(200)
            .json();
    assertEquals(10, detail.path("output").path("value").path("total").asInt(), detail.toString());
    JsonNode trigger = builder.apiGet(path("/flows/" + id + "/trigger")).expect(200).json();
    assertTrue(trigger.path("url").asString().endsWith("/hooks/" + tenant + "/orders"));
    JsonNode ledger = builder.apiGet(path("/home")).expect(200).json().path("ledger");
    assertEquals(1, ledger.path("accepted").asInt());
    assertEquals(0, ledger.path("difference").asInt());
  }

  @Test
  void sameKeyGetsTheSameAnswerAndOneRun() {
    String id = live(ORDER);
    String order = "{\"orderId\": \"B-1\", \"lines\": [{\"price\": 1, \"count\": 1}]}";
    Answer first = post("/orders", order).expect(200);
    Answer again = post("/orders", order).expect(200);
    assertEquals(first.json(), again.json());
    assertEquals(1, builder.apiGet(path("/runs")).json().path("items").size());
    JsonNode firings =
        builder.apiGet(path("/flows/" + id + "/firings?decision=duplicate")).expect(200).json();
    assertEquals(1, firings.path("items").size());
  }

  @Test
  void repeatedDeliveryOfAMessageWithAnIdIsOneRun() {
    live(ORDER.replace(", idempotencyKey: .orderId", ""));
    String order = "{\"orderId\": \"B-2\", \"lines\": [{\"price\": 1, \"count\": 1}]}";
    for (String id : new String[] {"msg_1", "msg_1", "msg_2"}) {
      SERVER
          .client()
          .header("Webhook-Id", id)
          .send("POST", "/hooks/" + tenant + "/orders", order, "application/json")
          .expect(200);
    }
    assertEquals(2, builder.apiGet(path("/runs")).json().path("items").size());
  }

  @Test
  void refusesWhatIsNotAWebhookCall() {
    String id = live(ORDER);
    assertEquals("webhook.not-json", post("/orders", "{\"a\": ").expect(400).code());
    assertEquals("webhook.over-limit", post("/orders", "[".repeat(200)).expect(400).code());
    assertEquals("request.too-large", post("/orders", "x".repeat(1_100_000)).expect(413).code());
    SERVER.client().send("POST", "/hooks/" + tenant + "/orders", "a=b", "text/plain").expect(415);
    SERVER.client().get("/hooks/" + tenant + "/orders").expect(405);
    Answer unknown = post("/nothing", "{}").expect(404);
    Answer nobody =
        SERVER.client().send("POST", "/hooks/no-such-tenant/orders", "{}", "application/json");
    assertEquals(unknown.code(), nobody.expect(404).code());
    assertEquals("webhook.no-key", post("/orders", "[1]").expect(422).code());
    builder.api("DELETE", path("/flows/" + id + "/enabled"), null).expect(200);
    assertEquals(unknown.code(), post("/orders", "{}").expect(404).code());
    JsonNode refused =
        builder.apiGet(path("/flows/" + id + "/firings?decision=refused")).expect(200).json();
    assertTrue(refused.toString().contains("turned off"), refused.toString());
    assertEquals(0, builder.apiGet(path("/runs")).json().path("items").size());
  }

  @Test
  void asksForTheSecretOnceOneIsSet() {
    String id = live(ORDER);
    Answer secret =
        builder.api("PUT", path("/flows/" + id + "/trigger/secret"), Map.of()).expect(200);
    String order = "{\"orderId\": \"S-1\", \"lines\": [{\"price\": 1, \"count\": 1}]}";
    assertEquals("webhook.secret", post("/orders", order).expect(401).code());
    SERVER
        .client()
        .header(secret.json().path("header").asString(), secret.json().path("value").asString())
        .send("POST", "/hooks/" + tenant + "/orders", order, "application/json")
        .expect(200);
  }

  @Test
  void tellsAllProblemsOfATextAndDoesNotPublishIt() {
    String bad =
        ORDER.replace("- total:", "- total:\n      then: nowhere").replace("| add", "| ad");
    Answer checked = builder.api("POST", path("/flows/validate"), Map.of("text", bad)).expect(200);
    assertFalse(checked.json().path("valid").asBoolean(true));
    assertTrue(checked.json().path("problems").size() >= 1);
    Answer created = create(bad);
    publish(created.json().path("id").asString(), created.etag()).expect(422);
    builder.api("POST", path("/flows/validate"), Map.of("text", "x".repeat(1_200_000))).expect(413);
  }

  @Test
  void keepsVersionsAndGoesBackToOne() {
    Answer created = create(ORDER);
    String id = created.json().path("id").asString();
    publish(id, created.etag()).expect(200);
    Answer read = builder.apiGet(path("/flows/" + id)).expect(200);
    builder.header("If-Match", read.etag());
    Answer saved =
        builder
            .api("PUT", path("/flows/" + id), Map.of("text", ORDER.replace("total:", "sum:")))
            .expect(200);
    builder.api("PUT", path("/flows/" + id), Map.of("text", ORDER)).expect(412);
    builder.header("If-Match", null);
    builder.api("PUT", path("/flows/" + id), Map.of("text", ORDER)).expect(428);
    assertTrue(saved.json().path("hasDraftChanges").asBoolean());
    publish(id, saved.etag()).expect(200);
    assertEquals(2, builder.apiGet(path("/flows/" + id + "/versions")).json().path("items").size());
    Answer back =
        builder.api("POST", path("/flows/" + id + "/versions/1/publish"), null).expect(200);
    assertEquals(1, back.json().path("publishedVersion").asInt());
    builder.api("DELETE", path("/flows/" + id), null).expect(204);
    builder.apiGet(path("/flows/" + id)).expect(404);
    builder.api("POST", path("/flows/" + id + "/restore"), null).expect(200);
  }

  @Test
  void testsADraftAndWaitsForItsEnd() {
    String id = create(ORDER).json().path("id").asString();
    Answer tested =
        builder
            .api(
                "POST",
                path("/flows/" + id + "/test"),
                Map.of(
                    "input",
                    Map.of(
                        "orderId", "T", "lines", java.util.List.of(Map.of("price", 3, "count", 2))),
                    "waitSeconds",
                    20))
            .expect(202);
    assertEquals("succeeded", tested.json().path("state").asString(), tested.text());
    assertEquals(6, tested.json().path("output").path("total").asInt());
    assertTrue(tested.json().path("test").asBoolean());
  }

  @Test
  void firesASchedule() {
    String id =
        live(
            """
            document: {dsl: '1.0.3', namespace: shop, name: tick, version: '1.0.0',
              metadata: {patchbay: {trigger: {type: schedule}}}}
            schedule: {every: {seconds: 1}}
            do: [{say: {set: {at: '${ .scheduledFor }'}}}]
            """);
    JsonNode firings =
        await(
            () ->
                builder.apiGet(path("/flows/" + id + "/firings")).expect(200).json().path("items"),
            items -> items.size() >= 2);
    assertEquals("accepted", firings.path(0).path("decision").asString(), firings.toString());
    builder.api("DELETE", path("/flows/" + id + "/enabled"), null).expect(200);
  }

  @Test
  void cancelsARunThatWaits() {
    String id = live(waiting("PT1H"));
    String run =
        builder
            .api("POST", path("/flows/" + id + "/runs"), Map.of("input", Map.of()))
            .expect(202)
            .json()
            .path("id")
            .asString();
    await(() -> state(run), "waiting"::equals);
    builder.api("POST", path("/runs/" + run + "/cancel"), null).expect(202);
    await(() -> state(run), "cancelled"::equals);
    builder.api("POST", path("/runs/" + run + "/cancel"), null).expect(409);
    builder.api("POST", path("/runs/" + run + "/rerun"), Map.of()).expect(202);
  }

  private static String waiting(String duration) {
    return """
        document: {dsl: '1.0.3', namespace: shop, name: patient, version: '1.0.0'}
        do:
          - before: {set: {seen: 1}}
          - pause: {wait: %s}
          - after: {set: {seen: 2}}
        """
        .formatted(duration);
  }

  @Test
  void foreignAndMadeUpIdsAreNotFound() {
    live(ORDER);
    post("/orders", "{\"orderId\": \"F\", \"lines\": []}");
    String nobody = UUID.randomUUID().toString();
    for (String rest :
        new String[] {
          "/flows/" + nobody, "/runs/" + nobody, "/runs/x", "/runs/" + nobody + "/input"
        }) {
      builder.apiGet(path(rest)).expect(404);
    }
    builder.apiGet("/tenants/no-such-tenant/flows").expect(404);
  }

  @Test
  void aRunGoesOnAfterTheServerWasKilled() throws Exception {
    String id = live(waiting("PT3S"));
    String run =
        builder
            .api("POST", path("/flows/" + id + "/runs"), Map.of("input", Map.of()))
            .expect(202)
            .json()
            .path("id")
            .asString();
    await(() -> run(run).path("steps").size(), n -> n >= 2);
    SERVER.killServer();
    SERVER.startServer();
    await(() -> state(run), "succeeded"::equals);
    assertEquals(3, run(run).path("steps").size());
  }
}
