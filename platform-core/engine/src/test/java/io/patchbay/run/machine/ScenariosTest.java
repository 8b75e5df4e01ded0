package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Problem;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.SharedData;
import io.patchbay.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Our own scenarios, in the form of the conformance kit; see {@code scenarios/README.md}. */
class ScenariosTest {
  private static final Path FOLDER = Path.of("scenarios");

  @TestFactory
  Stream<DynamicTest> everyScenarioHolds() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedData.files(FOLDER, ".feature")) {
      for (Feature.Scenario scenario : Feature.read(SharedData.read(file)).scenarios()) {
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + scenario.name(), () -> check(scenario)));
      }
    }
    assertTrue(tests.size() >= 3, "there are scenarios");
    return tests.stream();
  }

  private static void check(Feature.Scenario scenario) {
    Given given = Given.read(scenario);
    if (given.expects(scenario, "the workflow definition should be refused")) {
      refused(scenario, given);
    } else if (given.from != null) {
      scheduled(scenario, given, given.from);
    } else if (given.crashes) {
      crashing(scenario, given);
    } else {
      Simulation simulation = given.simulation();
      verify(scenario, given, simulation.run().orElse(null), simulation);
    }
  }

  /** The run is cut at every entry of its journal, each time in a world that has seen nothing. */
  private static void crashing(Feature.Scenario scenario, Given given) {
    Simulation whole = given.simulation();
    verify(scenario, given, whole.run().orElse(null), whole);
    for (int at = 1; at < whole.journal.size(); at++) {
      Given fresh = Given.read(scenario);
      Simulation cut = fresh.simulation().crashAt(at);
      RunResult result = cut.run().orElse(null);
      new Then(fresh, new ScenarioChecks(result, cut.journal)).outcome(scenario);
    }
  }

  private static void verify(
      Feature.Scenario scenario, Given given, @Nullable RunResult result, Simulation simulation) {
    Then then = new Then(given, new ScenarioChecks(result, simulation.journal));
    scenario.steps().stream().filter(step -> !Given.isOne(step)).forEach(then::verify);
  }

  private static void refused(Feature.Scenario scenario, Given given) {
    ParseResult.Invalid invalid =
        assertInstanceOf(ParseResult.Invalid.class, FlowParser.parse(given.definition));
    for (Feature.Step step : scenario.steps()) {
      if (step.text().startsWith("the workflow definition should be refused at '")) {
        String pointer = step.text().replaceAll(".*'(.*)'", "$1");
        assertEquals(
            List.of(pointer),
            invalid.problems().stream().filter(Problem::isError).map(Problem::pointer).toList(),
            () -> "" + invalid.problems());
      }
    }
  }

  private static void scheduled(Feature.Scenario scenario, Given given, Instant from) {
    ParseResult.Parsed parsed =
        assertInstanceOf(ParseResult.Parsed.class, FlowParser.parse(given.definition));
    Schedule schedule = parsed.flow().trigger().schedule();
    for (Feature.Step step : scenario.steps()) {
      if (step.text().equals("the workflow should be executed at:")) {
        Instant at = from;
        for (JsonNode wanted : ScenarioChecks.yaml(step.block())) {
          at = next(schedule, at);
          assertEquals(wanted.stringValue(), at.toString());
        }
      } else if (step.text().startsWith("the workflow should be executed again ")) {
        Schedule.After after = assertInstanceOf(Schedule.After.class, schedule);
        assertEquals(Duration.parse(step.text().replaceAll(".* (P\\S+) .*", "$1")), after.delay());
      }
    }
  }

  private static Instant next(@Nullable Schedule schedule, Instant after) {
    return switch (schedule) {
      case Schedule.Every every -> after.plus(every.interval());
      case Schedule.Cron cron ->
          cron.expression().nextAfter(after.atZone(ZoneOffset.UTC)).orElseThrow().toInstant();
      case null, default -> throw new AssertionError("The workflow has no times.");
    };
  }

  /** What is expected, beyond the kit's own sentences. */
  private record Then(Given given, ScenarioChecks checks) {
    void verify(Feature.Step step) {
      String text = step.text();
      if (text.matches("'\\S+ \\S+' should have been called \\d+ times?")) {
        int wanted = Integer.parseInt(text.replaceAll(".*called (\\d+) times?", "$1"));
        assertEquals(wanted, given.world.asked(quoted(text)), text);
      } else if (text.matches("'\\S+ \\S+' should have been called with:")) {
        assertEquals(ScenarioChecks.yaml(step.block()), given.world.lastBody(quoted(text)));
      } else if (text.equals("the workflow should have emitted:")) {
        emitted(step);
      } else {
        assertTrue(checks.holds(step), () -> "No runner for: " + text);
      }
    }

    /** The end only: after a crash a step may have run, or a partner been called, once more. */
    void outcome(Feature.Scenario scenario) {
      scenario.steps().stream()
          .filter(step -> step.text().startsWith("the workflow "))
          .filter(step -> !step.text().contains("should take"))
          .filter(step -> !Given.isOne(step))
          .forEach(
              step -> {
                if (step.text().equals("the workflow should have emitted:")) {
                  emitted(step);
                } else {
                  assertTrue(checks.holds(step));
                }
              });
    }

    private void emitted(Feature.Step step) {
      JsonNode wanted = ScenarioChecks.yaml(step.block());
      List<JsonNode> found = given.world.emitted();
      assertEquals(wanted.size(), found.size(), () -> "" + found);
      for (int i = 0; i < wanted.size(); i++) {
        JsonNode event = found.get(i);
        wanted
            .get(i)
            .properties()
            .forEach(member -> assertEquals(member.getValue(), event.get(member.getKey())));
      }
    }

    private static String quoted(String text) {
      return text.replaceAll("'(\\S+ \\S+)'.*", "$1");
    }
  }

  /** What a scenario begins with. */
  private static final class Given {
    final ScenarioWorld world = new ScenarioWorld();
    String definition = "";
    String input = "{}";
    boolean crashes;
    @Nullable Instant from;

    static Given read(Feature.Scenario scenario) {
      Given given = new Given();
      scenario.steps().stream().filter(Given::isOne).forEach(given::read);
      return given;
    }

    static boolean isOne(Feature.Step step) {
      return step.text().startsWith("given ")
          || step.text().startsWith("a workflow with ")
          || step.text().startsWith("the workflow is ");
    }

    boolean expects(Feature.Scenario scenario, String sentence) {
      return scenario.steps().stream().anyMatch(step -> step.text().startsWith(sentence));
    }

    Simulation simulation() {
      return new Simulation(definition, input, 1, world).events(world.events());
    }

    private void read(Feature.Step step) {
      String text = step.text();
      String quoted = text.replaceAll("[^']*'([^']*)'.*", "$1");
      if (text.equals("a workflow with definition:")) {
        definition = step.block();
      } else if (text.equals("given the workflow input is:")) {
        input = ScenarioChecks.yaml(step.block()).toString();
      } else if (text.matches("given '\\S+ \\S+' answers:")) {
        world.partner(quoted, ScenarioChecks.yaml(step.block()));
      } else if (text.equals("given these events arrive:")) {
        ScenarioChecks.yaml(step.block()).forEach(world::event);
      } else if (text.matches("given the workflow '\\S+/\\S+' with definition:")) {
        world.workflow(quoted, step.block());
      } else if (text.equals("the workflow is executed and the runtime is killed at any point")) {
        crashes = true;
      } else if (text.startsWith("the workflow is scheduled at '")) {
        from = Instant.parse(quoted);
      } else {
        assertEquals("the workflow is executed", text);
      }
    }
  }
}
