package io.patchbay.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of the specification parses, or is refused by the name of what is missing. */
class SpecificationExamplesTest {
  /** File prefix to the message that refuses it. */
  private static final Map<String, String> REFUSED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("call-asyncapi-subscribe", "`call: asyncapi`"),
              Map.entry("call-custom-function-cataloged", "catalogue other than 'default'"),
              Map.entry("call-grpc", "must start with http:// or https://"),
              Map.entry("call-mcp", "`stdio` of `call: mcp` is not allowed"),
              Map.entry("run-container", "`run: container` is not allowed"),
              Map.entry("run-return", "`run: container` is not allowed"),
              Map.entry("run-script", "`run: script` is not allowed"),
              Map.entry("run-shell", "`run: shell` is not allowed")));

  @TestFactory
  Stream<DynamicTest> parsesOrIsRefusedByName() {
    List<Path> files = SharedData.files(SharedData.folder("open-workflow/examples"), ".yaml");
    assertEquals(66, files.size());
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    String name = file.getFileName().toString();
    ParseResult result = FlowParser.parse(SharedData.read(file));
    String reason =
        REFUSED.entrySet().stream()
            .filter(entry -> name.startsWith(entry.getKey()) && !name.startsWith("fork"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    if (reason.isEmpty()) {
      assertInstanceOf(ParseResult.Parsed.class, result, () -> name + ": " + result.problems());
      return;
    }
    List<Problem> errors = result.problems().stream().filter(Problem::isError).toList();
    assertFalse(errors.isEmpty(), name);
    for (Problem error : errors) {
      boolean known =
          error.message().contains(reason)
              || List.of("flow.not-supported", "flow.not-allowed").contains(error.code());
      assertTrue(known, () -> name + ": " + error);
      assertTrue(error.line() > 1 && error.endLine() >= error.line(), () -> name + ": " + error);
    }
    assertTrue(
        errors.stream().anyMatch(error -> error.message().contains(reason)),
        () -> name + ": " + errors);
    assertTrue(result.outline().isPresent(), "a refused flow can still be drawn");
  }

  @Test
  void industrySketchesParseExceptForWhatIsNotSupported() {
    Path folder = SharedData.folder("../flows");
    for (Path file : SharedData.files(folder, ".yaml")) {
      List<Problem> errors =
          FlowParser.parse(SharedData.read(file)).problems().stream()
              .filter(Problem::isError)
              .toList();
      for (Problem error : errors) {
        boolean known =
            error.code().equals("flow.not-supported")
                || error.message().contains("'none' is not known as 'durability'")
                || error.message().contains("'timeout' is not known in 'with'");
        assertTrue(known, () -> file.getFileName() + ": " + error);
      }
    }
  }
}
