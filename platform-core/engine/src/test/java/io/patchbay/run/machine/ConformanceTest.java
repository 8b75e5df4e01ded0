package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.RetryFacts;
import io.patchbay.call.ServiceCall;
import io.patchbay.call.openapi.OpenApiDocument;
import io.patchbay.call.openapi.OpenApiRequest;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.SharedData;
import io.patchbay.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The conformance kit of the specification, with the named hosts answered here. */
class ConformanceTest {
  /** Scenario to the message that refuses its flow. */
  private static final Map<String, String> NOT_YET = Map.of();

  @TestFactory
  Stream<DynamicTest> everyScenarioHoldsOrIsRefusedByName() {
    List<DynamicTest> tests = new ArrayList<>();
    for (var file : SharedData.files(SharedData.folder("open-workflow/ctk/features"), ".feature")) {
      for (Feature.Scenario scenario : Feature.read(SharedData.read(file)).scenarios()) {
        tests.add(DynamicTest.dynamicTest(scenario.name(), () -> check(scenario)));
      }
    }
    assertEquals(21, tests.size());
    return tests.stream();
  }

  private static void check(Feature.Scenario scenario) {
    String definition = block(scenario, "a workflow with definition:");
    String refusal = NOT_YET.get(scenario.name());
    if (refusal != null) {
      ParseResult result =
          assertInstanceOf(ParseResult.Invalid.class, FlowParser.parse(definition));
      assertTrue(result.problems().stream().anyMatch(p -> p.message().contains(refusal)));
      return;
    }
    String given = block(scenario, "given the workflow input is:");
    String input = given.isEmpty() ? "{}" : yaml(given).toString();
    Simulation simulation = new Simulation(definition, input, 1, ConformanceTest::answer);
    RunResult result = simulation.run().orElseThrow();
    ScenarioChecks checks = new ScenarioChecks(result, simulation.journal);
    for (Feature.Step step : scenario.steps()) {
      boolean before = step.text().matches("(a workflow|given|the workflow is executed).*");
      assertTrue(before || checks.holds(step), () -> "No runner for: " + step.text());
    }
  }

  /** Stands for petstore and httpbin. */
  private static CallOutcome answer(StartCall call) {
    if (call.request() instanceof CallRequest.Emit emit) {
      return new CallOutcome.Succeeded(emit.event());
    }
    CallRequest.Http http =
        switch (call.request()) {
          case CallRequest.Http request -> request;
          case CallRequest.Service(ServiceCall.OpenApi open) -> described(open);
          case CallRequest.Service _,
              CallRequest.Emit _,
              CallRequest.Function _,
              CallRequest.Workflow _ ->
              fail("The kit has no such calls.");
        };
    if (http.uri().contains("getPetByName")) {
      return new CallOutcome.Failed(
          FlowError.of(ErrorType.COMMUNICATION, 404, "Not Found", null), RetryFacts.PERMANENT);
    }
    if (http.uri().contains("basic-auth")) {
      JsonNode properties =
          http.authentication() == null ? null : http.authentication().properties();
      assertEquals(yaml("{username: serverless-workflow, password: conformance-test}"), properties);
      assertTrue(http.uri().endsWith("/serverless-workflow/conformance-test"));
      return new CallOutcome.Succeeded(yaml("{authenticated: true}"));
    }
    JsonNode content =
        http.uri().contains("findByStatus")
            ? yaml("[{id: 1, name: rex, status: available}]")
            : yaml("{id: " + http.uri().replaceAll(".*/", "") + ", name: rex, status: available}");
    return new CallOutcome.Succeeded(
        switch (http.output()) {
          case RAW, CONTENT -> content;
          case RESPONSE -> {
            ObjectNode response = Simulation.JSON.createObjectNode();
            response.set("request", yaml("{method: GET, uri: 'https://x', headers: {}}"));
            response.set("headers", yaml("{}"));
            response.put("statusCode", 200);
            yield response.set("content", content);
          }
        });
  }

  /** What petstore's document makes of the call. */
  private static CallRequest.Http described(ServiceCall.OpenApi call) {
    assertEquals("https://petstore.swagger.io/v2/swagger.json", call.document().uri());
    try (InputStream in = ConformanceTest.class.getResourceAsStream("/openapi/petstore-2.0.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      OpenApiRequest request =
          new OpenApiDocument(yaml(text), URI.create(call.document().uri()))
              .request(call.operation(), call.parameters());
      return new CallRequest.Http(
          request.method(),
          request.uri().toString(),
          request.headers(),
          Map.of(),
          request.body(),
          call.output(),
          call.redirect(),
          call.authentication());
    } catch (IOException | CallRefused e) {
      return fail(e);
    }
  }

  private static String block(Feature.Scenario scenario, String sentence) {
    return scenario.steps().stream()
        .filter(step -> step.text().equals(sentence))
        .map(Feature.Step::block)
        .findFirst()
        .orElse("");
  }

  private static JsonNode yaml(String text) {
    return ScenarioChecks.yaml(text);
  }
}
