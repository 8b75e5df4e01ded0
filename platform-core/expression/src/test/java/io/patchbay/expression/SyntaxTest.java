package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  private static ExpressionSyntaxException problem(String source) {
    return assertThrows(
        ExpressionSyntaxException.class,
        () -> Expression.compile(source, CompileOptions.withVariables("order", "workflow")));
  }

  @Test
  void pointsAtLineAndColumn() {
    ExpressionSyntaxException e = problem("{a: 1,\n b: .x +}");
    assertEquals(2, e.line());
    assertEquals(9, e.column());
    assertEquals(15, e.offset());
    assertEquals("expected an expression, found '}'", e.problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "mpa(.)~unknown function 'mpa/1'; did you mean 'map'?",
        "map~'map' does not take 0 arguments; there is map/1",
        "zzz(1)~unknown function 'zzz/1'",
        "$oder~unknown variable '$oder'; did you mean '$order'?",
        "@bas64~unknown format '@bas64'; did you mean '@base64'?",
        "break $x~there is no label '$x' to break to",
        "{1: 2}~the key of an object must be a string",
        "1 < 2 < 3~comparisons cannot be chained: add parentheses",
        "if . then 1~expected 'elif', 'else' or 'end' of the 'if' at line 1, column 1,"
            + " found the end of the expression",
        "\"abc~the string that starts here has no end",
        "\"\\x\"~a string has no escape '\\x'",
        ". ^ 2~the character '^' has no meaning here",
        ". as [] | 1~expected a variable, '[' or '{', found ']'"
      })
  void saysWhatIsWrong(String source, String expected) {
    assertEquals(expected, problem(source).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env",
        "$ENV",
        "env.PATH",
        "input",
        "inputs",
        "debug",
        "debug(1)",
        "stderr",
        "input_filename",
        "input_line_number",
        "halt",
        "halt_error",
        "get_search_list",
        "modulemeta",
        "import \"a\" as a; .",
        "include \"a\"; .",
        "$__prog_args"
      })
  void refusesWhatReachesOutside(String source) {
    assertTrue(problem(source).problem().contains("is not offered: "), problem(source).problem());
  }

  @Test
  void anExpressionMayDefineAFunctionWithARefusedName() {
    assertDoesNotThrow(
        () -> Expression.compile("def input: 1; input", CompileOptions.anyVariable()));
  }

  @Test
  void limitsLengthAndNesting() {
    assertTrue(problem("1 ".repeat(40_000)).problem().contains("at most 65536"));
    assertTrue(problem("(".repeat(5_000)).problem().contains("levels deep"));
    assertTrue(problem("[".repeat(30_000)).problem().contains("levels deep"));
    assertTrue(problem("-".repeat(30_000) + "1").problem().contains("levels deep"));
    assertTrue(problem("if 1 then ".repeat(3_000)).problem().contains("levels deep"));
    assertTrue(problem("\"\\(".repeat(3_000)).problem().contains("levels deep"));
    assertTrue(problem("def f: ".repeat(3_000)).problem().contains("levels deep"));
    assertTrue(problem("1 as $x | ".repeat(3_000) + "1").problem().contains("levels deep"));
    assertTrue(problem("try ".repeat(5_000) + "1").problem().contains("deep"));
    assertTrue(problem("." + "[0]".repeat(10_000)).problem().contains("too deeply"));
    assertTrue(problem("1" + "+.".repeat(20_000)).problem().contains("too deeply"));
    assertTrue(problem(". as " + "[".repeat(5_000)).problem().contains("levels deep"));
  }

  @Test
  void longListsAndPipesAreNoNesting() {
    assertEquals("20000", Jq.out("[" + "1,".repeat(19_999) + "1] | length"));
    assertEquals("10000", Jq.out("0" + "|.+1".repeat(10_000)));
  }

  @Test
  void namesTheVariablesItNeeds() {
    assertEquals(
        Set.of("order", "workflow"),
        Jq.compile("$order.id + (1 as $local | $local) | [$workflow, .]").variables());
  }

  @Test
  void readsComments() {
    assertEquals("[1,3]", Jq.out("[1, # one \\\n 2, still comment\n 3] # end"));
  }

  @Test
  void bindsAsTightlyAsJq() {
    assertEquals("7", Jq.out("1 + 2 * 3"));
    assertEquals("-1", Jq.out("1 - 1 - 1"));
    assertEquals("true", Jq.out("1 < 2 and 2 < 3 or false"));
    assertEquals("{\"a\":1}", Jq.out("{} | .a = 1 // 2"));
    assertEquals("[10,20]", Jq.out("[1, 2 | . * 10]"));
    assertEquals("1", Jq.out(".a?//1"));
    assertEquals("{\"a\":2,\"if\":3,\"b c\":4}", Jq.out("{a: 1 + 1, if: 3, \"b c\": 4}"));
  }
}
