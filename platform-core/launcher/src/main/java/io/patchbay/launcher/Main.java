package io.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Entry point; the start script calls it with the folder of the product in {@code patchbay.home}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] words) {
    Progress progress = new Progress(System.out);
    int code;
    try {
      code =
          run(
              Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath(),
              List.of(words),
              progress);
    } catch (LaunchProblem problem) {
      System.err.println(problem.getMessage());
      code = problem.exitCode();
    } catch (IOException broken) {
      System.err.println("Cannot go on: " + broken);
      code = 1;
    } catch (InterruptedException stopped) {
      code = 130;
    }
    System.exit(code);
  }

  private static int run(Path home, List<String> words, Progress progress)
      throws IOException, InterruptedException {
    return switch (Arguments.parse(home, words)) {
      case Command.Run run -> {
        DataFolder folder = DataFolder.open(run.data());
        new RunCommand(new Product(home), run, folder, progress).run();
        yield 0;
      }
      case Command.Stop stop -> StopCommand.run(stop.data(), progress);
      case Command.Status status -> StatusCommand.run(status.data(), progress);
      case Command.Reset reset -> ResetCommand.run(reset, progress, System.in);
    };
  }
}
