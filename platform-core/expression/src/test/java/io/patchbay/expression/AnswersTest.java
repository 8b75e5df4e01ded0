package io.patchbay.expression;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the manual's examples do not show, from the file answers.txt. */
class AnswersTest {
  @Test
  void everyAnswerHolds() throws IOException {
    List<Executable> checks = new ArrayList<>();
    for (String line : lines()) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] parts = line.split(" ~ ", 3);
        checks.add(() -> assertEquals(parts[2], answer(parts[0], parts[1]), parts[0]));
      }
    }
    assertTrue(checks.size() > 100, "answers: " + checks.size());
    assertAll(checks);
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = AnswersTest.class.getResourceAsStream("answers.txt")) {
      byte[] bytes = Objects.requireNonNull(file, "answers.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String answer(String source, String input) {
    try {
      Expression expression = Expression.compile(source, CompileOptions.anyVariable());
      return String.join(
          " ",
          expression.all(Jq.json(input), Map.of(), Budget.STANDARD).stream()
              .map(JsonNode::toString)
              .toList());
    } catch (ExpressionSyntaxException | ExpressionException e) {
      return "error " + e.getMessage();
    }
  }

  /** A sum of a collected array is added without the array: nobody may notice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[.[] | .] ~ [1,2,3]",
        "[.[] | .] ~ []",
        "[.[]] ~ [1.5,2,9007199254740992,1,1]",
        "[.[]] ~ [null,\"a\",null,\"b\"]",
        "[.[]] ~ [[1],[],[2]]",
        "[.[]] ~ [{\"a\":1},{\"b\":2}]",
        "[.[] | . * 2] ~ [0.1,0.2,1e300]",
        "[.[], error(\"last\")] ~ [1,\"a\"]",
        "[.[]] ~ [1,\"a\",2]",
        "map(.a.b) ~ [{\"a\":{\"b\":1}},{\"a\":null}]",
        "map(.a) ~ {\"x\":{\"a\":1},\"y\":{\"a\":2}}",
        "[.[].a] ~ [{\"a\":1},3]",
        "[label $f | 1, 2, break $f] ~ null",
        "map(-.) ~ [0,0]"
      })
  void aSumIsTheSameWithAndWithoutTheArray(String terms, String input) {
    assertEquals(
        answer(terms + " | . as $array | reduce $array[] as $x (null; . + $x)", input),
        answer(terms + " | add", input));
  }
}
