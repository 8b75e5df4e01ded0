package io.patchbay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What PostgreSQL's logs below a folder say of back ends that crashed. The platform goes on after
 * such a crash, so that neither figures nor proofs need show it.
 */
public final class BackEndCrashes {

  private static final int DEPTH = 5;

  private BackEndCrashes() {}

  /** The lines that name a crash; killed processes are not among them. */
  public static List<String> below(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.find(folder, DEPTH, (path, facts) -> isLog(path))) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          lines.filter(BackEndCrashes::isCrash).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isLog(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith("postgres") && name.endsWith(".log");
  }

  private static boolean isCrash(String line) {
    return line.contains("was terminated by signal 11")
        || line.contains("was terminated by signal 6")
        || line.contains("was terminated by signal 7");
  }
}
