package io.patchbay.http.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.RawServer;
import io.patchbay.http.call.CallFixture;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class McpCallsTest {
  private CallFixture world;
  private FlowServiceInvoker services;
  private volatile boolean stream;
  private volatile String result = "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}";

  @BeforeEach
  void start() throws Exception {
    world = new CallFixture("");
    services = new FlowServiceInvoker(world.authorized, world.invoker, world.grpc(), world.clock);
    world.answer = this::serve;
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private void serve(RawServer.Request request, OutputStream out) throws java.io.IOException {
    if (request.line().startsWith("DELETE")) {
      RawServer.plain(out, "204 No Content", "");
      return;
    }
    JsonNode message = CallFixture.tree(request.bodyText());
    String id = message.path("id").toString();
    switch (message.path("method").asString()) {
      case "initialize" ->
          RawServer.plain(
              out,
              "200 OK\r\nContent-Type: application/json\r\nMcp-Session-Id: s-1",
              "{\"jsonrpc\":\"2.0\",\"id\":"
                  + id
                  + ",\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                  + "\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");
      case "notifications/initialized" -> RawServer.plain(out, "202 Accepted", "");
      default -> {
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + result + "}";
        if (stream) {
          RawServer.plain(
              out,
              "200 OK\r\nContent-Type: text/event-stream",
              "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
                  + "\"params\":{}}\n\n: comment\nid: 9\ndata: "
                  + answer.replace(",\"id\"", ",\ndata: \"id\"")
                  + "\n\n");
        } else {
          CallFixture.json(out, "200 OK", answer);
        }
      }
    }
  }

  @Test
  void joinsCallsTheToolAndLeaves() throws Exception {
    JsonNode output = output(call("tools/call", "{\"name\":\"say\",\"arguments\":{\"a\":1}}"));
    assertEquals("hi", output.at("/content/0/text").asString());
    List<String> sent =
        world.partner.requests.stream()
            .map(r -> r.line().split(" ")[0] + (r.bodyText().contains("say") ? " say" : ""))
            .toList();
    assertEquals(List.of("POST", "POST", "POST say", "DELETE"), sent);
    RawServer.Request tool = world.partner.requests.get(2);
    for (String header :
        List.of(
            "Mcp-Session-Id: s-1",
            "MCP-Protocol-Version: 2025-06-18",
            "Accept: application/json, text/event-stream",
            "Authorization: Bearer mcp-token",
            "X-Team: blue")) {
      assertTrue(tool.head().contains(header), tool.head());
    }
    assertTrue(tool.bodyText().contains("\"io.patchbay/idempotency-key\":\"key-1\""));
    assertTrue(!world.recorded.toString().contains("mcp-token"));
  }

  @Test
  void findsTheAnswerInAStreamOfEvents() throws Exception {
    stream = true;
    assertEquals(
        "hi", output(call("tools/call", "{\"name\":\"say\"}")).at("/content/0/text").asString());
  }

  @Test
  void aToolThatFailedIsAnErrorWithItsWords() throws Exception {
    result = "\"result\":{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no room\"}]}";
    CallOutcome.Failed failed = failed(call("tools/call", "{\"name\":\"book\"}"));
    assertTrue(failed.error().is(ErrorType.RUNTIME));
    assertEquals("no room", failed.error().detail());
    assertEquals("'mcp tools/call book' failed: the tool says so.", failed.error().title());
  }

  @Test
  void anErrorOfTheProtocolIsOneOfCommunication() throws Exception {
    result = "\"error\":{\"code\":-32602,\"message\":\"Unknown tool: x\"}";
    CallOutcome.Failed failed = failed(call("tools/call", "{\"name\":\"x\"}"));
    assertTrue(failed.error().is(ErrorType.COMMUNICATION));
    assertEquals("Unknown tool: x (-32602)", failed.error().detail());
    assertTrue(!failed.retry().retryable());
  }

  @Test
  void anAnswerThatIsNoneLeavesTheOutcomeOfAToolUnknown() throws Exception {
    result = "\"nothing\":1";
    assertInstanceOf(
        CallOutcome.Unknown.class, call("tools/call", "{\"name\":\"x\"}"), "a tool may have acted");
    assertEquals(502, failed(call("tools/list", "{}")).error().status());
  }

  @Test
  void aServerThatCannotBeReachedHasDoneNothing() throws Exception {
    world.answer = (request, out) -> RawServer.plain(out, "503 Busy", "");
    assertEquals(503, failed(call("tools/call", "{\"name\":\"x\"}")).error().status());
    world.answer = (request, out) -> out.close();
    assertTrue(failed(call("tools/call", "{\"name\":\"x\"}")).retry().retryable());
  }

  @Test
  void itsOwnTimeLimitEndsTheCall() throws Exception {
    world.answer =
        (request, out) -> {
          if (!request.bodyText().contains("tools/list")) {
            serve(request, out);
          }
        };
    ServiceCall slow =
        new ServiceCall.Mcp(
            new Endpoint(world.uri("/mcp").toString(), null),
            Map.of(),
            "2025-06-18",
            "tools/list",
            CallFixture.tree("{}"),
            Duration.ofMillis(300),
            "patchbay",
            "1");
    CallOutcome.Failed failed = failed(services.invoke(world.context(), slow));
    assertTrue(failed.error().is(ErrorType.TIMEOUT), failed.error().toString());
  }

  private CallOutcome call(String method, String parameters) throws InterruptedException {
    HttpAuthentication token =
        new HttpAuthentication(
            HttpAuthentication.Kind.BEARER, null, CallFixture.tree("{\"token\":\"mcp-token\"}"));
    return services.invoke(
        world.context(),
        new ServiceCall.Mcp(
            new Endpoint(world.uri("/mcp").toString(), token),
            Map.of("X-Team", "blue"),
            "2025-06-18",
            method,
            CallFixture.tree(parameters),
            null,
            "patchbay",
            "1"));
  }

  private static JsonNode output(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Succeeded.class, outcome, outcome.toString()).output();
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }
}
