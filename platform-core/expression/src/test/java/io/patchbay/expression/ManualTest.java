package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Ordering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

/** Every example of jq's manual, as jq's own test suite states it. */
class ManualTest {
  /** Examples that cannot hold here, and why. */
  private static final Map<String, String> CANNOT_HOLD =
      Map.of(
          "$ENV.PAGER", "an expression cannot read the environment",
          "env.PAGER", "an expression cannot read the environment");

  private record Example(String program, String input, List<String> outputs) {}

  @Test
  void everyExampleOfTheManualHolds() throws IOException {
    Path file = Path.of(System.getProperty("patchbay.shared.data", "."), "jq", "man.test");
    assumeTrue(
        Files.isRegularFile(file), "Skipped: the manual's examples are not at " + file + ".");
    List<Example> examples = parse(Files.readAllLines(file));
    assertTrue(examples.size() > 200, "examples: " + examples.size());
    Set<String> unseen = new HashSet<>(CANNOT_HOLD.keySet());
    List<Executable> checks = new ArrayList<>();
    for (Example example : examples) {
      if (unseen.remove(example.program())) {
        checks.add(() -> assertFails(example));
      } else {
        checks.add(() -> assertHolds(example));
      }
    }
    checks.add(() -> assertEquals(Set.of(), unseen, "listed, but no example"));
    assertAll(examples.size() + " examples", checks);
  }

  private static void assertHolds(Example example) {
    List<JsonNode> expected = example.outputs().stream().map(Jq::exact).toList();
    List<JsonNode> actual;
    try {
      actual =
          Jq.compile(example.program()).all(Jq.exact(example.input()), Map.of(), Budget.STANDARD);
    } catch (ExpressionException e) {
      fail(example + ": " + e.getMessage());
      return;
    }
    Meter meter = new Meter(Budget.STANDARD);
    boolean equal = actual.size() == expected.size();
    for (int i = 0; equal && i < actual.size(); i++) {
      equal = Ordering.equal(meter, actual.get(i), expected.get(i));
    }
    assertTrue(equal, () -> example + " gave " + actual);
  }

  private static void assertFails(Example example) {
    try {
      assertHolds(example);
    } catch (AssertionError _) {
      return;
    }
    fail(example.program() + " holds now: take it off the list");
  }

  /** Groups of lines: program, input, outputs; comments and empty lines between groups. */
  private static List<Example> parse(List<String> lines) {
    List<Example> examples = new ArrayList<>();
    List<String> group = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        if (!(group.isEmpty() && line.startsWith("#"))) {
          group.add(line);
        }
      } else if (!group.isEmpty()) {
        examples.add(example(group));
        group = new ArrayList<>();
      }
    }
    if (!group.isEmpty()) {
      examples.add(example(group));
    }
    return examples;
  }

  private static Example example(List<String> group) {
    return new Example(group.get(0), group.get(1), List.copyOf(group.subList(2, group.size())));
  }
}
