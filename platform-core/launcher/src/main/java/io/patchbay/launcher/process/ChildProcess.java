package io.patchbay.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a program so that Ctrl-C in the terminal reaches the launcher only. */
public final class ChildProcess {

  private static final int OLD_LOGS = 4;
  private static final long MOST_TAIL = 64 << 10;

  private ChildProcess() {}

  /** Its output goes to the log file; the log of the run before keeps a number. */
  public static Process start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    keepOldLogs(log);
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    shielded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(shielded);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(log.toFile())
        .start();
  }

  private static void keepOldLogs(Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    for (int age = OLD_LOGS; age >= 1; age--) {
      Path newer = age == 1 ? log : old(log, age - 1);
      if (Files.exists(newer)) {
        Files.move(newer, old(log, age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Path old(Path log, int age) {
    return log.resolveSibling(log.getFileName() + "." + age);
  }

  /** The last lines of a log without stack frames, for an error message. */
  public static String tail(Path log, int lines) {
    try {
      long size = Files.size(log);
      List<String> all;
      try (InputStream file = Files.newInputStream(log)) {
        file.skipNBytes(Math.max(0, size - MOST_TAIL));
        String end = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        all = end.lines().filter(line -> !line.startsWith("\tat ")).toList();
      }
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException unreadable) {
      return "(cannot read " + log + ")";
    }
  }
}
