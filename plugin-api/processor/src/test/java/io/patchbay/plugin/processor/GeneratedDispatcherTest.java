package io.patchbay.plugin.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Problem;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedDispatcherTest {
  @TempDir static Path folder;
  private static @Nullable ConnectorDispatcher dispatcher;

  @BeforeAll
  static void compile() throws Exception {
    dispatcher = Compilation.of(folder, Sources.complete()).dispatcher();
  }

  private static ConnectorDispatcher dispatcher() {
    return Objects.requireNonNull(dispatcher);
  }

  private static Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", "o-1");
    order.put("lines", List.of(Map.of("article", "A-1", "count", new BigDecimal("3"))));
    order.put("colour", "red");
    order.put("when-at", "2026-01-02T03:04:05Z");
    return order;
  }

  private static List<String> problemsOf(Map<String, ?> order) {
    ConnectorException e =
        assertThrows(
            ConnectorException.class, () -> dispatcher().validateInput("echo", "1.0.0", order));
    assertEquals(ErrorKind.INVALID_INPUT, e.kind());
    return e.problems().stream().map(Problem::toString).sorted().toList();
  }

  @Test
  void readsAnInputFillsDefaultsAndWritesTheOutput() {
    Object settings = dispatcher().settings("open", Map.of());
    Map<String, Object> expected = order();
    expected.put("prices", Map.of());
    expected.put("pause", "PT5S");
    expected.put("factor", new BigDecimal("1.5"));
    expected.put("urgent", true);
    assertEquals(expected, new LinkedHashMap<>(invoke("echo", order(), settings)));
  }

  // The connector of this test does not look at its context.
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  private static Map<String, @Nullable Object> invoke(
      String action, Map<String, ?> input, Object settings) {
    return Objects.requireNonNull(dispatcher().invoke(action, "1.0.0", input, settings, null));
  }

  @Test
  void namesAllProblemsAtOnceByPointer() {
    Map<String, Object> order = order();
    order.remove("colour");
    order.put("id", "far too long");
    order.put("lines", List.of(Map.of("article", "a/1", "count", 100), "x"));
    order.put("prices", Map.of("a/b", "1"));
    order.put("wiat", "PT1S");
    List<String> problems = problemsOf(order);
    assertEquals(
        List.of(
            "/colour: is missing",
            "/id: must have at most 5 characters",
            "/lines/0/article: must match [A-Z]-\\d+",
            "/lines/0/count: must be at most 99",
            "/lines/1: must be an object",
            "/prices/a~1b: must be a number"),
        problems.subList(0, 6));
    assertTrue(
        problems.getLast().startsWith("/wiat: is not known here; known are big, colour"),
        problems::toString);
  }

  @Test
  void refusesNumbersThatDoNotFitAndEnumsThatDoNotExist() {
    Map<String, Object> order = order();
    order.put("big", new BigDecimal("9223372036854775808"));
    order.put("colour", "green");
    order.put("lines", List.of(Map.of("article", "A-1", "count", new BigDecimal("1.5"))));
    assertEquals(
        List.of(
            "/big: must be a whole number between -2^63 and 2^63 - 1",
            "/colour: must be one of red, BLUE",
            "/lines/0/count: must be a whole number between -2^31 and 2^31 - 1"),
        problemsOf(order));
  }

  @Test
  void reportsWhatTheRecordItselfRefuses() {
    Map<String, Object> order = order();
    order.put("id", "bad");
    assertEquals(List.of("must not be 'bad'"), problemsOf(order));
  }

  @Test
  void settingsPrintWithoutTheirSecrets() {
    Object settings = dispatcher().settings("keyed", Map.of("key", "hunter2"));
    assertEquals("Keyed[url=https://shop.example, key=•••]", settings.toString());
    assertThrows(IllegalArgumentException.class, () -> dispatcher().settings("nope", Map.of()));
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  void aFailingCheckBecomesAResult() {
    CheckResult result = dispatcher().check(dispatcher().settings("open", Map.of()), null);
    assertEquals(
        ErrorKind.AUTHENTICATION, assertInstanceOf(CheckResult.Failed.class, result).kind());
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  void aLookUpGetsThePartOfTheInputThatItDeclares() {
    Object settings = dispatcher().settings("open", Map.of());
    assertEquals(Optional.empty(), dispatcher().lookUp("send", "1.0.0", order(), settings, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> dispatcher().lookUp("echo", "1.0.0", order(), settings, null));
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  void pollsAndWritesItems() {
    var page =
        dispatcher()
            .poll("newOrder", "1.0.0", Map.of(), dispatcher().settings("open", Map.of()), null);
    assertEquals("next", page.cursor());
    assertEquals(Map.of("id", "a"), page.items().getFirst().item());
    assertFalse(page.more());
  }
}
