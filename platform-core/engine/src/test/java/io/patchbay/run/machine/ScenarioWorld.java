package io.patchbay.run.machine;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.HttpCall;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The other side of a scenario: partners that answer from a script, and other workflows. */
final class ScenarioWorld implements Simulation.World {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new LinkedHashMap<>();
  private final Map<String, JsonNode> bodies = new LinkedHashMap<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final Map<String, JsonNode> emitted = new LinkedHashMap<>();
  private final Map<String, String> workflows = new LinkedHashMap<>();

  /** An event of a scenario, with what it leaves out. */
  void event(JsonNode given) {
    ObjectNode event = JSON.objectNode();
    event.put("specversion", "1.0").put("id", "e" + events.size()).put("source", "/scenario");
    given.properties().forEach(member -> event.set(member.getKey(), member.getValue()));
    events.add(event);
  }

  List<JsonNode> events() {
    return events;
  }

  /** By id, as a log of events has them. */
  List<JsonNode> emitted() {
    return List.copyOf(emitted.values());
  }

  /** The partner's answers in their order; the last one stays. */
  void partner(String methodAndUri, JsonNode script) {
    List<JsonNode> list = new ArrayList<>();
    script.forEach(list::add);
    answers.put(methodAndUri, list);
  }

  void workflow(String name, String definition) {
    workflows.put(name, definition);
  }

  int asked(String methodAndUri) {
    return asked.getOrDefault(methodAndUri, 0);
  }

  JsonNode lastBody(String methodAndUri) {
    return bodies.getOrDefault(methodAndUri, JSON.nullNode());
  }

  @Override
  public CallOutcome apply(StartCall call) {
    return switch (call.request()) {
      case CallRequest.Http http -> http(http);
      case CallRequest.Workflow workflow -> workflow(workflow);
      case CallRequest.Emit emit -> {
        emitted.put(emit.event().path("id").asString(""), emit.event());
        yield new CallOutcome.Succeeded(emit.event());
      }
      default -> throw new IllegalStateException("The scenario has no partner for " + call);
    };
  }

  private CallOutcome http(CallRequest.Http http) {
    String target = http.method().toUpperCase(Locale.ROOT) + " " + http.uri();
    int before = asked.merge(target, 1, Integer::sum) - 1;
    JsonNode body = http.body();
    bodies.put(target, body == null ? JSON.nullNode() : body);
    List<JsonNode> script = answers.get(target);
    if (script == null) {
      return failed(404, "Nobody answers " + target, RetryFacts.PERMANENT);
    }
    JsonNode answer = script.get(Math.min(before, script.size() - 1));
    int status = answer.path("status").asInt(200);
    if (status >= 300) {
      JsonNode after = answer.get("retryAfter");
      return failed(
          status,
          "The partner answered " + status,
          after == null
              ? RetryFacts.RETRYABLE
              : RetryFacts.after(Duration.parse(after.stringValue())));
    }
    JsonNode content = answer.has("body") ? answer.get("body") : JSON.nullNode();
    if (http.output() != HttpCall.Output.RESPONSE) {
      return new CallOutcome.Succeeded(content);
    }
    ObjectNode response = JSON.objectNode();
    response.putObject("request").put("method", http.method()).put("uri", http.uri());
    response.putObject("headers");
    response.put("statusCode", status);
    return new CallOutcome.Succeeded(response.set("content", content));
  }

  private CallOutcome workflow(CallRequest.Workflow workflow) {
    String definition = workflows.get(workflow.namespace() + "/" + workflow.name());
    if (definition == null) {
      return failed(404, "There is no workflow " + workflow.name(), RetryFacts.PERMANENT);
    }
    RunResult result =
        new Simulation(definition, workflow.input().toString(), 5, this).run().orElseThrow();
    FlowError error = result.error();
    if (!workflow.await()) {
      return new CallOutcome.Succeeded(JSON.objectNode().put("id", "started"));
    }
    if (error != null) {
      return new CallOutcome.Failed(error, RetryFacts.PERMANENT);
    }
    JsonNode output = result.output();
    return new CallOutcome.Succeeded(output == null ? JSON.nullNode() : output);
  }

  private static CallOutcome failed(int status, String title, RetryFacts retry) {
    return new CallOutcome.Failed(
        FlowError.of(ErrorType.COMMUNICATION, status, title, null), retry);
  }
}
