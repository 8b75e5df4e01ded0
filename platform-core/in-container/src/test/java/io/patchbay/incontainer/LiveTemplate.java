package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.patchbay.incontainer.ApiClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A template in use by a tenant of its own: published, turned on, called through its webhook. */
final class LiveTemplate {

  private final ServerFixture server;
  private final TestTenant tenant;
  private final ApiClient builder;
  private final String id;
  private final String hook;
  private final JsonNode sample;

  private LiveTemplate(ServerFixture server, TestTenant tenant, JsonNode flow, String hook) {
    this.server = server;
    this.tenant = tenant;
    this.builder = tenant.owner();
    this.id = flow.path("id").asString();
    this.sample = flow.path("sampleInput");
    this.hook = hook;
  }

  static LiveTemplate start(ServerFixture server, String template) {
    TestTenant tenant = TestTenant.create(server);
    ApiClient builder = tenant.owner();
    Answer made =
        builder.api("POST", tenant.path("/templates/" + template + "/use"), null).expect(201);
    JsonNode flow = made.json();
    assertEquals(0, flow.path("problems").size(), flow.path("problems").toString());
    String path = tenant.path("/flows/" + flow.path("id").asString());
    builder.header("If-Match", made.etag());
    builder.api("POST", path + "/publish", Map.of()).expect(200);
    builder.header("If-Match", null);
    builder.api("PUT", path + "/enabled", null).expect(200);
    JsonNode trigger = builder.apiGet(path + "/trigger").expect(200).json();
    String hook = trigger.path("url").asString().replaceFirst("^https?://[^/]+", "");
    return new LiveTemplate(server, tenant, flow, hook);
  }

  /** The template's own sample input, to be changed at will. */
  ObjectNode sample() {
    return (ObjectNode) sample.deepCopy();
  }

  /** Calls the webhook as the outside world does. */
  Answer post(JsonNode body) {
    return server.client().send("POST", hook, body.toString(), "application/json");
  }

  /** Runs the draft with the sample input, as the console's Test button does, to its end. */
  JsonNode test() {
    return builder
        .api(
            "POST",
            tenant.path("/flows/" + id + "/test"),
            Map.of("input", sample, "waitSeconds", 30))
        .expect(202)
        .json();
  }

  /** The only run with this business key (test runs aside), when it has ended. */
  JsonNode run(String businessKey) {
    Instant end = Instant.now().plusSeconds(40);
    while (true) {
      JsonNode runs =
          builder
              .apiGet(tenant.path("/runs?test=false&flow=" + id + "&q=" + businessKey))
              .expect(200)
              .json()
              .path("items");
      if (runs.path(0).has("finishedAt") || Instant.now().isAfter(end)) {
        assertEquals(1, runs.size(), runs.toString());
        assertEquals(businessKey, runs.path(0).path("businessKey").asString(""));
        return runs.path(0);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** The run with its steps, or one step of it with its exchanges: {@code <id>/steps/<id>}. */
  JsonNode look(String run) {
    return builder.apiGet(tenant.path("/runs/" + run)).expect(200).json();
  }

  int runs() {
    return builder.apiGet(tenant.path("/runs?flow=" + id)).expect(200).json().path("items").size();
  }
}
