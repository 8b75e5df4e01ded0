package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.incontainer.ApiClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A run that asks people, in the running product: by the console's API and by link. */
class ApprovalsIT {

  private static final ServerFixture SERVER = ServerFixture.shared();

  private static final String FLOW =
      """
      document: {dsl: '1.0.3', namespace: shop, name: refund, version: '1.0.0'}
      do:
        - ask:
            call: approval.request:1.0.0@default
            with: {title: Refund?, details: '${ . }', choices: [approve, reject]}
      """;

  private String tenant = "";
  private ApiClient owner = SERVER.client();

  @BeforeEach
  void makeTenant() {
    owner = SERVER.operator();
    tenant = "asks" + UUID.randomUUID().toString().substring(0, 8);
    owner.api("POST", "/tenants", Map.of("slug", tenant, "name", "Asks")).expect(201);
  }

  private String path(String rest) {
    return "/tenants/" + tenant + rest;
  }

  private String ask() {
    Answer flow = owner.api("POST", path("/flows"), Map.of("text", FLOW)).expect(201);
    return owner
        .api(
            "POST",
            path("/flows/" + flow.json().path("id").asString() + "/test"),
            Map.of("input", Map.of("amount", 120)))
        .expect(202)
        .json()
        .path("id")
        .asString();
  }

  private JsonNode waiting() {
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      JsonNode items =
          owner.apiGet(path("/approvals?open=true&mine=true")).expect(200).json().path("items");
      if (!items.isEmpty()) {
        return items.path(0);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("nothing waits after 30 seconds");
  }

  private JsonNode ended(String run) {
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      JsonNode seen = owner.apiGet(path("/runs/" + run)).expect(200).json();
      if (!seen.path("summary").path("finishedAt").isMissingNode()) {
        return seen;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("run " + run + " does not end");
  }

  @Test
  void memberDecidesAndTheRunGoesOn() {
    String run = ask();
    JsonNode approval = waiting();
    assertEquals(run, approval.path("runId").asString());
    assertEquals(120, approval.path("details").path("amount").asInt());
    assertEquals(
        1, owner.apiGet(path("/approvals/waiting")).expect(200).json().path("count").asInt());
    String decision = path("/approvals/" + approval.path("id").asString() + "/decision");
    owner.api("POST", decision, Map.of("decision", "perhaps")).expect(422);
    JsonNode decided =
        owner
            .api("POST", decision, Map.of("decision", "approve", "comment", "fine"))
            .expect(200)
            .json();
    assertEquals("operator", decided.path("decidedBy").asString());
    assertEquals("approve", ended(run).path("output").path("value").path("decision").asString());
    Answer late = owner.api("POST", decision, Map.of("decision", "reject")).expect(409);
    assertEquals("approval.closed", late.code());
    String audit = owner.apiGet(path("/audit")).expect(200).text();
    assertTrue(audit.contains("approval.decide"), audit);
  }

  @Test
  void viewerWhoIsNotAskedDecidesNothingAndGetsNoLink() {
    TestTenant other = TestTenant.create(SERVER);
    tenant = other.slug();
    owner = other.owner();
    ask();
    String id = waiting().path("id").asString();
    ApiClient viewer = other.viewer();
    assertEquals(
        0, viewer.apiGet(path("/approvals?mine=true")).expect(200).json().path("items").size());
    Answer refused =
        viewer
            .api("POST", path("/approvals/" + id + "/decision"), Map.of("decision", "approve"))
            .expect(403);
    assertEquals("approval.not-asked", refused.code());
    viewer.api("POST", path("/approvals/" + id + "/link"), null).expect(403);
    assertEquals("open", waiting().path("state").asString());
  }

  @Test
  void somebodyWithoutAnAccountDecidesByLink() {
    String run = ask();
    String id = waiting().path("id").asString();
    String url =
        owner
            .api("POST", path("/approvals/" + id + "/link"), null)
            .expect(200)
            .json()
            .path("url")
            .asString();
    String token = URI.create(url).getPath().replace("/approve/", "");
    ApiClient nobody = SERVER.client();
    JsonNode offer = nobody.apiGet("/approval-links/" + token).expect(200).json();
    assertEquals("Refund?", offer.path("title").asString());
    assertEquals("refund", offer.path("flowName").asString());
    nobody.apiGet("/approval-links/" + token + "x").expect(404);
    nobody.api("POST", "/approval-links/" + token, Map.of("decision", "reject")).expect(422);
    nobody
        .api("POST", "/approval-links/" + token, Map.of("decision", "reject", "name", "Bob"))
        .expect(200);
    JsonNode output = ended(run).path("output").path("value");
    assertEquals("reject", output.path("decision").asString());
    assertEquals("Bob (by link)", output.path("by").asString());
    assertEquals("link", output.path("via").asString());
  }
}
