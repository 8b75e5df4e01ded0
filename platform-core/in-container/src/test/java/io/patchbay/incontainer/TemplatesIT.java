package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.incontainer.ApiClient.Answer;
import io.patchbay.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A new tenant starts from each template and gets an answer of the sandbox's third parties. */
class TemplatesIT {

  private static final String TENANT = "templates";
  private static final Sandbox SANDBOX = Sandbox.start(0);
  private static ServerFixture server;
  private static ApiClient builder;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerFixture.start(
            Map.of(
                "PATCHBAY_SANDBOX_URL",
                SANDBOX.baseUri().toString(),
                "PATCHBAY_EGRESS_ALLOW",
                SANDBOX.baseUri().getHost() + ":" + SANDBOX.baseUri().getPort()));
    builder = server.operator();
    try (Connection admin = server.administrator();
        PreparedStatement tenant =
            admin.prepareStatement(
                "insert into tenant (id, slug, name) values ('templates', 'templates', 'T')");
        PreparedStatement member =
            admin.prepareStatement(
                "insert into membership (tenant_id, account_id, role)"
                    + " select 'templates', id, 'owner' from account where operator")) {
      tenant.executeUpdate();
      member.executeUpdate();
    }
    builder = server.operator();
  }

  @AfterAll
  static void stop() {
    server.close();
    SANDBOX.close();
  }

  private static String path(String rest) {
    return "/tenants/" + TENANT + rest;
  }

  private static Answer use(String template) {
    return builder.api("POST", path("/templates/" + template + "/use"), null).expect(201);
  }

  /** Publishes, turns on, posts the sample; answers the run when it has ended. */
  private static JsonNode runSample(JsonNode flow, String etag) {
    String id = flow.path("id").asString();
    builder.header("If-Match", etag);
    builder.api("POST", path("/flows/" + id + "/publish"), Map.of()).expect(200);
    builder.header("If-Match", null);
    builder.api("PUT", path("/flows/" + id + "/enabled"), null).expect(200);
    JsonNode trigger = builder.apiGet(path("/flows/" + id + "/trigger")).expect(200).json();
    String hook = trigger.path("url").asString().replaceFirst("^https?://[^/]+", "");
    Answer answer =
        server.client().send("POST", hook, flow.path("sampleInput").toString(), "application/json");
    assertTrue(answer.status() < 300, hook + ": " + answer.status() + " " + answer.text());
    Instant end = Instant.now().plusSeconds(40);
    while (true) {
      JsonNode run = builder.apiGet(path("/runs?flow=" + id)).json().path("items").path(0);
      if (run.has("finishedAt") || Instant.now().isAfter(end)) {
        return run;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void theGalleryShowsFive() {
    JsonNode templates = builder.apiGet(path("/templates")).expect(200).json().path("items");
    assertEquals(5, templates.size());
    builder.api("POST", path("/templates/nothing/use"), null).expect(404);
  }

  @ParameterizedTest
  @CsvSource({"travel-search", "bank-push", "lab-result", "parcel-tracking"})
  void runsTheSample(String template) {
    Answer made = use(template);
    JsonNode run = runSample(made.json(), made.etag());
    assertEquals("succeeded", run.path("state").asString(), run.toString());
  }

  @Test
  void anOrderCallsFourPartnersAtOnceAndShowsThem() {
    Answer made = use("order");
    assertEquals(0, made.json().path("problems").size(), made.json().path("problems").toString());
    JsonNode summary = runSample(made.json(), made.etag());
    assertEquals("succeeded", summary.path("state").asString(), summary.toString());
    JsonNode run =
        builder.apiGet(path("/runs/" + summary.path("id").asString())).expect(200).json();
    long calls = 0;
    JsonNode call = null;
    for (JsonNode step : run.path("steps")) {
      if (step.has("connection") && step.path("state").asString().equals("succeeded")) {
        calls++;
        call = step;
      }
    }
    assertTrue(calls >= 4, run.path("steps").toString());
    JsonNode detail =
        builder
            .apiGet(
                path(
                    "/runs/"
                        + summary.path("id").asString()
                        + "/steps/"
                        + call.path("id").asString()))
            .expect(200)
            .json();
    assertEquals(1, detail.path("exchanges").size(), detail.toString());
    Answer second = use("order");
    assertEquals("order-2", second.json().path("name").asString());
  }
}
