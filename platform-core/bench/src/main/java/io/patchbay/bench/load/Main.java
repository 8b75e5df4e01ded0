package io.patchbay.bench.load;

import io.patchbay.launcher.LaunchProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** {@code ./patchbay bench}; the start script gives the product's folder in patchbay.home. */
public final class Main {

  private Main() {}

  public static void main(String[] words) {
    System.exit(run(List.of(words)));
  }

  private static int run(List<String> words) {
    try {
      Path home = Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath();
      Options options = Options.parse(words);
      switch (options.workload()) {
        case "W1", "W2", "W3" -> new LoadBench(home, options).run();
        case "W5" -> new TimerBench(home, options).run();
        case "growth" -> new GrowthBench(home, options).run();
        default -> throw new BenchProblem("Say what to measure.\n" + Options.USAGE);
      }
      return 0;
    } catch (BenchProblem | LaunchProblem problem) {
      System.err.println(problem.getMessage());
      if (problem.getCause() instanceof Throwable cause) {
        System.err.println(cause.getMessage());
      }
      return 1;
    } catch (IOException | SQLException | RuntimeException broken) {
      System.err.println("Cannot go on: " + broken);
      broken.printStackTrace();
      return 1;
    }
  }
}
