package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.SharedData;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.YamlText;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The conformance kit of the specification, with the named hosts answered here. */
class ConformanceTest {
  /** Scenario to the message that refuses its flow. */
  private static final Map<String, String> NOT_YET =
      Map.of(
          "Emit Task", "`emit` is not supported yet",
          "Call OpenAPI With Content Output", "`call: openapi` is not supported yet",
          "Call OpenAPI With Response Output", "`call: openapi` is not supported yet");

  private static final Set<String> STEPS_OF_A_TASK =
      Set.of("STEP_STARTED", "STEP_FINISHED", "STEP_FAILED", "DECIDED", "TIMER_SET");

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
    for (Feature.Step step : scenario.steps()) {
      verify(step, result, simulation.journal);
    }
  }

  private static void verify(Feature.Step step, RunResult result, List<JournalEntry> journal) {
    String text = step.text();
    if (text.startsWith("a workflow") || text.startsWith("given") || text.endsWith("is executed")) {
      return;
    }
    if (text.startsWith("the workflow should fault")) {
      assertEquals(RunState.FAILED, result.state());
      FlowError error = result.error();
      if (!step.block().isEmpty() && error != null) {
        yaml(step.block())
            .properties()
            .forEach(m -> assertEquals(m.getValue(), error.toJson().get(m.getKey())));
      }
    } else if (text.matches("\\w+ should run (first|last|after \\w+)")) {
      order(text, journal);
    } else {
      assertEquals(RunState.SUCCEEDED, result.state(), () -> "" + result.error());
      assertNotNull(result.output());
      if (result.output() != null) {
        output(step, result.output());
      }
    }
  }

  private static void output(Feature.Step step, JsonNode output) {
    String text = step.text();
    Matcher quoted = Pattern.compile("'([^']*)'").matcher(text);
    if (text.endsWith("complete with output:")) {
      assertEquals(yaml(step.block()), output);
    } else if (text.contains("should have properties")) {
      while (quoted.find()) {
        assertFalse(at(output, quoted.group(1)).isMissingNode(), quoted.group(1) + " in " + output);
      }
    } else if (text.contains("property with value") && quoted.find()) {
      assertEquals(yaml(step.block()), at(output, quoted.group(1)));
    } else if (text.contains("property containing") && quoted.find()) {
      String count = text.replaceAll(".*containing (\\d+) items", "$1");
      assertEquals(Integer.parseInt(count), at(output, quoted.group(1)).size());
    } else {
      assertEquals("the workflow should complete", text);
    }
  }

  private static void order(String text, List<JournalEntry> journal) {
    List<String> ran =
        journal.stream()
            .filter(e -> STEPS_OF_A_TASK.contains(e.kind().name()))
            .filter(e -> e.kind() != EntryKind.RUN_FINISHED)
            .map(e -> e.reference().substring(e.reference().lastIndexOf('/') + 1))
            .distinct()
            .toList();
    String[] words = text.split(" ");
    switch (words[3]) {
      case "first" -> assertEquals(words[0], ran.getFirst());
      case "last" -> assertEquals(words[0], ran.getLast());
      default -> assertTrue(ran.indexOf(words[0]) > ran.indexOf(words[4]), text + ": " + ran);
    }
  }

  /** Stands for petstore and httpbin. */
  private static CallOutcome answer(StartCall call) {
    CallRequest.Http http = (CallRequest.Http) call.request();
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

  private static JsonNode at(JsonNode node, String path) {
    return node.at("/" + path.replace('.', '/'));
  }

  private static String block(Feature.Scenario scenario, String sentence) {
    return scenario.steps().stream()
        .filter(step -> step.text().equals(sentence))
        .map(Feature.Step::block)
        .findFirst()
        .orElse("");
  }

  private static JsonNode yaml(String text) {
    SourceNode root = YamlText.read(text, ParseLimits.STANDARD).root();
    return root == null ? fail("No YAML: " + text) : root.json();
  }
}
