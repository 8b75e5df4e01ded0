package io.patchbay.launcher.postgres;

import io.patchbay.launcher.LaunchProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Calls PostgreSQL's programs. They refuse to run as root, so root calls them inside a user
 * namespace of their own, where they see another user while files keep their owner.
 */
final class PostgresTools {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path programs;
  private final Path log;
  private final List<String> wrapper;

  PostgresTools(Path programs, Path log) throws IOException {
    this.programs = programs;
    this.log = log;
    this.wrapper = wrapper();
  }

  private static List<String> wrapper() throws IOException {
    if (!isRoot()) {
      return List.of();
    }
    List<String> unshare = List.of("unshare", "-U");
    try {
      List<String> probe = new ArrayList<>(unshare);
      probe.add("true");
      Process process = new ProcessBuilder(probe).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      if (process.waitFor() == 0) {
        return unshare;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException missing) {
      // told below
    }
    throw new LaunchProblem(
        "PostgreSQL refuses to run as root, and this machine has no 'unshare -U' that works"
            + " (package util-linux, user namespaces). Start Patchbay as an ordinary user, or give"
            + " it an existing PostgreSQL with --database-url.");
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Files.getAttribute(self, "unix:uid").equals(0)
        : "root".equals(System.getProperty("user.name"));
  }

  /** Throws {@link LaunchProblem} with the last lines of its output when it fails. */
  void call(String program, List<String> arguments) throws IOException {
    int code = tryCall(program, arguments);
    if (code != 0) {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      throw new LaunchProblem(
          "The embedded PostgreSQL's "
              + program
              + " ended with code "
              + code
              + ":\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()))
              + "\nIts log is "
              + log
              + ". If this machine cannot run it, use --database-url with an existing PostgreSQL.");
    }
  }

  int tryCall(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("PGOPTIONS");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
