package io.patchbay.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowParser;
import io.patchbay.flow.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples of the error pages hold: the refused flow has that problem, the right one has none.
 */
class FlowExamplesTest {

  private static final Path PAGES = Path.of("../../docs/errors");
  private static final Pattern PAIR =
      Pattern.compile(
          "Refused:\n\n```yaml\n(.*?)\n```\n\nRight:\n\n```yaml\n(.*?)\n```", Pattern.DOTALL);

  @Test
  void refusedExamplesHaveTheProblemAndRightOnesHaveNone() throws IOException {
    List<String> wrong = new ArrayList<>();
    int pairs = 0;
    for (Path page : pages()) {
      Matcher pair = PAIR.matcher(Files.readString(page));
      while (pair.find()) {
        pairs++;
        String code = page.getFileName().toString().replaceFirst("\\.md$", "");
        List<String> refused = codes(pair.group(1));
        List<String> right = codes(pair.group(2));
        if (!refused.contains(code) || !right.isEmpty()) {
          wrong.add(code + ": refused has " + refused + ", right has " + right);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(pairs > 10, "only " + pairs + " examples were found");
  }

  private static List<String> codes(String tasks) {
    String flow =
        "document: {dsl: '1.0.3', namespace: docs, name: example, version: '1.0.0'}\ndo:\n"
            + tasks.indent(2);
    return FlowParser.parse(flow).problems().stream().map(Problem::code).toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(f -> f.getFileName().toString().startsWith("flow.")).sorted().toList();
    }
  }
}
