package io.patchbay.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiSignatureTest {
  private static final Path GOLDEN = Path.of("src/test/resources/api-signature.txt");

  @Test
  void publicNamesAreThoseOfTheGoldenFile() throws Exception {
    List<String> actual =
        ApiSignature.ofClassesIn(
            Path.of(PluginApi.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    if (Boolean.getBoolean("api.signature.update")) {
      Files.write(GOLDEN, actual);
    }
    List<String> golden = Files.readAllLines(GOLDEN);
    assertEquals(
        "nothing gone, nothing new",
        golden.equals(actual)
            ? "nothing gone, nothing new"
            : "gone: " + without(golden, actual) + ", new: " + without(actual, golden),
        "The plugin API has changed. If that is meant: run this test with"
            + " -Dapi.signature.update=true, raise PluginApi.VERSION and justify the change in"
            + " plugin-api/api/api-changes.md.");
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }
}
