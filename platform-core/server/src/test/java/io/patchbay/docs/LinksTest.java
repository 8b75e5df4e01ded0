package io.patchbay.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Relative links of the documentation lead to files and headings that are there. */
class LinksTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\n]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");

  @Test
  void relativeLinksLeadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    List<Path> documents = documents();
    assertTrue(documents.size() > 20, "only found " + documents);
    for (Path document : documents) {
      Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*") && !leads(document, target)) {
          dead.add(ROOT.relativize(document) + " -> " + target);
        }
      }
    }
    assertEquals(List.of(), dead, "correct these links, or write what they lead to");
  }

  private static boolean leads(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || !Files.isRegularFile(file) || anchors(file).contains(parts[1]);
  }

  private static Set<String> anchors(Path file) throws IOException {
    return HEADING
        .matcher(Files.readString(file))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .collect(Collectors.toSet());
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String place : List.of("docs", "docker", "plugins", "plugin-api", "platform-core")) {
      if (Files.isDirectory(ROOT.resolve(place))) {
        try (Stream<Path> tree = Files.walk(ROOT.resolve(place))) {
          tree.filter(f -> f.toString().endsWith(".md"))
              .filter(f -> !f.toString().matches(".*/(target|node_modules|archetype-resources)/.*"))
              .forEach(found::add);
        }
      }
    }
    found.add(ROOT.resolve("README.md"));
    found.add(ROOT.resolve("web-console/README.md"));
    found.removeIf(f -> !Files.exists(f));
    return found;
  }
}
