package io.patchbay.platform.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The pages of docs/errors as HTML, each rendered once. Only what the index lists is a page, so
 * what is kept is bounded by it.
 */
final class ErrorPages {

  private static final String FOLDER = "/docs/errors/";
  private static final Pattern LISTED = Pattern.compile("\\]\\(([a-z.-]+)\\.md\\)");
  private static final int LONGEST_SHOWN = 80;

  private final String index;
  private final List<String> codes;
  private final Map<String, String> rendered = new ConcurrentHashMap<>();

  ErrorPages() {
    index = read("README");
    codes = LISTED.matcher(index).results().map((MatchResult link) -> link.group(1)).toList();
  }

  List<String> codes() {
    return codes;
  }

  String index() {
    return rendered.computeIfAbsent("", _ -> MarkdownPage.render("Errors", index));
  }

  Optional<String> find(String code) {
    return codes.contains(code)
        ? Optional.of(rendered.computeIfAbsent(code, name -> MarkdownPage.render(name, read(name))))
        : Optional.empty();
  }

  /** What to show for a code without a page. */
  String missing(String code) {
    String shown = code.length() <= LONGEST_SHOWN ? code : code.substring(0, LONGEST_SHOWN) + "…";
    StringBuilder body = new StringBuilder();
    body.append("<h1>No page for this code</h1>\n<p>There is no page for <code>")
        .append(MarkdownPage.escaped(shown))
        .append(
            "</code> in this version of Patchbay. The code may be misspelt, or come from a newer"
                + " version, from a connector or from the system behind it.</p>\n");
    List<String> near = codes.stream().filter(known -> area(known).equals(area(code))).toList();
    if (!near.isEmpty()) {
      body.append("<p>Codes of the same area:</p>\n<ul>\n");
      near.forEach(
          known ->
              body.append("<li><a href=\"")
                  .append(FOLDER)
                  .append(known)
                  .append("\"><code>")
                  .append(known)
                  .append("</code></a></li>\n"));
      body.append("</ul>\n");
    }
    body.append("<p><a href=\"").append(FOLDER).append("\">All codes</a></p>\n");
    return MarkdownPage.page("No page for this code", body.toString());
  }

  private static String area(String code) {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }

  private static String read(String name) {
    try (InputStream in = ErrorPages.class.getResourceAsStream(FOLDER + name + ".md")) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + ".md is not in the application");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
