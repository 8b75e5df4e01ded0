package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.flow.FlowError;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.YamlText;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sentences of the conformance kit that begin with "Then". */
final class ScenarioChecks {
  private static final Set<String> STEPS_OF_A_TASK =
      Set.of("STEP_STARTED", "STEP_FINISHED", "STEP_FAILED", "DECIDED", "TIMER_SET");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  private final @Nullable RunResult result;
  private final List<JournalEntry> journal;

  ScenarioChecks(@Nullable RunResult result, List<JournalEntry> journal) {
    this.result = result;
    this.journal = journal;
  }

  /** Checks a sentence of the kit; false when it is not one of them. */
  boolean holds(Feature.Step step) {
    String text = step.text();
    if (text.startsWith("the workflow should fault")) {
      fault(step);
    } else if (text.matches("\\S+ should run (first|last|after \\S+)")) {
      order(text.split(" "));
    } else if (text.matches("\\S+ should (not run|run \\d+ times?)")) {
      count(text.split(" "));
    } else if (text.matches("the workflow should take (at least|less than) P\\S+")) {
      time(text);
    } else if (text.startsWith("the workflow should complete")
        || text.startsWith("the workflow output should have")) {
      output(step, succeeded());
    } else {
      return false;
    }
    return true;
  }

  private RunResult ended() {
    return result == null ? fail("The workflow has not ended.") : result;
  }

  private JsonNode succeeded() {
    assertEquals(RunState.SUCCEEDED, ended().state(), () -> "" + ended().error());
    JsonNode output = ended().output();
    assertNotNull(output);
    return output == null ? fail() : output;
  }

  private void fault(Feature.Step step) {
    assertEquals(RunState.FAILED, ended().state(), () -> "" + ended().output());
    FlowError error = ended().error();
    if (!step.block().isEmpty() && error != null) {
      yaml(step.block())
          .properties()
          .forEach(
              member ->
                  assertEquals(
                      member.getValue(), error.toJson().get(member.getKey()), () -> "" + error));
    }
  }

  private static void output(Feature.Step step, JsonNode output) {
    String text = step.text();
    Matcher quoted = QUOTED.matcher(text);
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

  private void order(String[] words) {
    List<String> ran = ran().stream().distinct().toList();
    switch (words[3]) {
      case "first" -> assertEquals(words[0], ran.getFirst());
      case "last" -> assertEquals(words[0], ran.getLast());
      default -> {
        assertTrue(ran.contains(words[0]) && ran.contains(words[4]), () -> words[0] + " in " + ran);
        assertTrue(ran.indexOf(words[0]) > ran.indexOf(words[4]), () -> words[0] + " in " + ran);
      }
    }
  }

  private void count(String[] words) {
    int wanted = words[2].equals("not") ? 0 : Integer.parseInt(words[3]);
    long times =
        journal.stream()
            .filter(entry -> STEPS_OF_A_TASK.contains(entry.kind().name()))
            .filter(entry -> last(entry).equals(words[0]))
            .map(JournalEntry::stepId)
            .distinct()
            .count();
    assertEquals(wanted, times, () -> words[0] + " in " + ran());
  }

  private void time(String text) {
    JournalEntry first = journal.getFirst();
    JournalEntry last = journal.getLast();
    assertEquals(EntryKind.RUN_FINISHED, last.kind());
    Duration taken = Duration.between(first.at(), last.at());
    Duration named = Duration.parse(text.substring(text.lastIndexOf(' ') + 1));
    assertTrue(
        text.contains("at least") ? taken.compareTo(named) >= 0 : taken.compareTo(named) < 0,
        () -> text + ", it took " + taken);
  }

  private List<String> ran() {
    return journal.stream()
        .filter(entry -> STEPS_OF_A_TASK.contains(entry.kind().name()))
        .map(ScenarioChecks::last)
        .toList();
  }

  private static String last(JournalEntry entry) {
    return entry.reference().substring(entry.reference().lastIndexOf('/') + 1);
  }

  private static JsonNode at(JsonNode node, String path) {
    return node.at("/" + path.replace('.', '/'));
  }

  static JsonNode yaml(String text) {
    SourceNode root = YamlText.read(text, ParseLimits.STANDARD).root();
    return root == null ? fail("No YAML: " + text) : root.json();
  }
}
