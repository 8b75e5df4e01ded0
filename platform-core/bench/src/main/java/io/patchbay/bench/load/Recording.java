package io.patchbay.bench.load;

import io.patchbay.launcher.Product;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JFR recording of the server while it is measured. */
record Recording(Folder folder, Path work) {

  private static final String NAME = "name=bench";

  void begin() throws IOException {
    jcmd(
        "JFR.start",
        NAME,
        "settings=profile",
        "jdk.CPUTimeSample#enabled=true",
        "jdk.CPUTimeSample#throttle=2ms");
  }

  /** Ends it, keeps it as a file and prints where time and memory went. */
  void end(String title, PrintStream out) throws IOException {
    Path file =
        Files.createDirectories(work)
            .resolveSibling(title.replaceAll("[^A-Za-z0-9]+", "-") + ".jfr");
    jcmd("JFR.stop", NAME, "filename=" + file);
    out.println();
    out.println("Where the server's time and memory go: " + title);
    Profile.read(file).print(out);
    out.println("The recording: " + file);
  }

  /** Collects the server's garbage, so that its memory can be compared. */
  static void collect(Folder folder) throws IOException {
    new Recording(folder, folder.root()).jcmd("GC.run");
  }

  private void jcmd(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(Product.java()).resolveSibling("jcmd").toString());
    command.add(String.valueOf(folder.serverPid()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new BenchProblem("Cannot talk to the JVM of the server: " + text);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
