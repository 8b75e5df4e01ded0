package io.patchbay.launcher;

import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops what runs on a data folder, from another terminal. */
final class StopCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private StopCommand() {}

  /** Returns the exit code: 0 also when nothing ran. */
  static int run(Path data, Progress progress) throws IOException {
    DataFolder folder = new DataFolder(data);
    if (!Files.exists(folder.lock())) {
      progress.say("Nothing runs on " + data + ".");
      return 0;
    }
    Optional<DataLock> free = DataLock.tryAcquire(folder.lock());
    if (free.isPresent()) {
      try (DataLock _ = free.get()) {
        List<String> orphans = Orphans.stop(folder);
        progress.say(
            orphans.isEmpty()
                ? "Nothing runs on " + data + "."
                : "The launcher was killed; stopped what it left: "
                    + String.join(", ", orphans)
                    + ".");
        return 0;
      }
    }
    ProcessHandle launcher =
        DataLock.owner(folder.lock())
            .flatMap(KnownProcess::find)
            .orElseThrow(
                () ->
                    new LaunchProblem(
                        "Something holds " + folder.lock() + " and does not say who it is."));
    progress.say("Stopping Patchbay, process " + launcher.pid() + "…");
    launcher.destroy();
    if (!Children.ended(launcher, PATIENCE)) {
      progress.say(
          "It still runs after "
              + PATIENCE.toSeconds()
              + " seconds. Its logs are in "
              + folder.logs()
              + "; kill -9 "
              + launcher.pid()
              + " ends it, and the next start puts everything in order.");
      return 1;
    }
    progress.say("Stopped. The data is kept in " + data);
    return 0;
  }
}
