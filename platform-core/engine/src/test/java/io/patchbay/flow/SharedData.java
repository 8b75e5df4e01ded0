package io.patchbay.flow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Test data of others that the project keeps no copy of. */
public final class SharedData {
  private SharedData() {}

  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("patchbay.shared.data", "absent")).resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "Skipped: " + folder + " is absent (set -Dpatchbay.shared.data).");
    return folder;
  }

  public static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
