package io.patchbay.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every code that an answer can carry has a page in docs/errors, and every page has a code. */
class ErrorPagesTest {

  private static final Path PAGES = Path.of("../../docs/errors");
  private static final Pattern INDEXED = Pattern.compile("\\[`([^`\\]]+)`]\\(([^)]+)\\.md\\)");

  @SuppressWarnings("NullAway.Init")
  private static ErrorCodes codes;

  @BeforeAll
  static void readSources() throws IOException {
    codes = ErrorCodes.in(List.of(Path.of("../engine/src/main/java"), Path.of("src/main/java")));
  }

  @Test
  void everyCodeHasAPage() throws IOException {
    assertTrue(codes.pages().size() > 100, "only found " + codes.pages());
    assertEquals(
        Set.of(),
        minus(codes.pages(), pages()),
        "write docs/errors/<code>.md for these (copy a neighbour) and list them in its README.md");
  }

  @Test
  void everyPageHasACode() throws IOException {
    assertEquals(
        Set.of(),
        minus(pages(), codes.pages()),
        "nothing answers these codes any more: delete the pages, or correct the names");
  }

  @Test
  void theIndexListsEveryPageOnce() throws IOException {
    List<String> listed =
        INDEXED
            .matcher(Files.readString(PAGES.resolve("README.md")))
            .results()
            .peek(link -> assertEquals(link.group(1), link.group(2)))
            .map(link -> link.group(1))
            .toList();
    assertEquals(List.copyOf(pages()), listed.stream().sorted().toList());
  }

  @Test
  void everyFieldCodeIsExplained() throws IOException {
    String page = Files.readString(PAGES.resolve("request.invalid.md"));
    assertEquals(
        List.of(),
        codes.fields().stream().filter(code -> !page.contains("| `" + code + "` |")).toList(),
        "add a row for each to the table in docs/errors/request.invalid.md");
  }

  @Test
  void codesStandInTheSourceAsTheyAreAnswered() {
    assertEquals(
        Set.of(),
        codes.unreadable(),
        "hand over the code as a literal, so that it can be found in the source");
    assertEquals(
        List.of(),
        Stream.concat(codes.pages().stream(), codes.fields().stream())
            .filter(code -> !code.matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)?"))
            .toList(),
        "a code is small words with dashes, an area and a dot before them");
  }

  @Test
  void everyPageSaysWhatItIsAndWhatToDo() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String code : pages()) {
      String text = Files.readString(PAGES.resolve(code + ".md"));
      if (!text.startsWith("# " + code + "\n")
          || !text.contains("**What to do**")
          || text.lines().count() > 60) {
        wrong.add(code);
      }
    }
    assertEquals(
        List.of(), wrong, "a page is '# <code>', a paragraph, '**What to do**' and the steps");
  }

  private static SortedSet<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static SortedSet<String> minus(SortedSet<String> all, SortedSet<String> some) {
    SortedSet<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
