package io.patchbay.launcher;

import io.patchbay.launcher.liberty.LibertyNode;
import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says what runs on a data folder. */
final class StatusCommand {

  /** Exit code when nothing runs, as service managers have it. */
  static final int NOT_RUNNING = 3;

  private StatusCommand() {}

  static int run(Path data, Progress progress) throws IOException {
    DataFolder folder = new DataFolder(data);
    Optional<KnownProcess> launcher =
        DataLock.owner(folder.lock()).filter(process -> process.find().isPresent());
    List<KnownProcess> children =
        Files.isDirectory(folder.run())
            ? new Children(Orphans.childrenFile(folder)).orphans()
            : List.of();
    if (launcher.isEmpty()) {
      progress.say("Patchbay does not run on " + data + ".");
      if (!children.isEmpty()) {
        progress.say(
            "A launcher that was killed left processes behind: "
                + names(children)
                + ". ./patchbay stop ends them; ./patchbay run does so too.");
      }
      return NOT_RUNNING;
    }
    Duration up = Duration.between(launcher.get().started(), Instant.now());
    progress.say(
        "Patchbay runs on "
            + data
            + " since "
            + launcher.get().started()
            + " ("
            + up.toHours()
            + " h "
            + up.toMinutesPart()
            + " min), as process "
            + launcher.get().pid()
            + ".");
    progress.say("  parts     " + names(children.reversed()));
    RunState state = new RunState(folder);
    for (int node = 0; node < state.nodes(); node++) {
      int port = state.port() + node;
      progress.say(
          "  node-"
              + (node + 1)
              + "    http://localhost:"
              + port
              + "/ "
              + (LibertyNode.isReady(port) ? "ready" : "not ready"));
    }
    if (state.nodes() == 0) {
      progress.say("  servers   starting");
    }
    if (children.stream().anyMatch(one -> one.name().equals(RunCommand.SANDBOX))) {
      int port = new Settings(folder.ports()).number(RunCommand.SANDBOX, 0);
      progress.say("  sandbox   http://127.0.0.1:" + port + "/");
    }
    progress.say("  logs      " + folder.logs());
    return 0;
  }

  private static String names(List<KnownProcess> processes) {
    return String.join(
        ", ", processes.stream().map(one -> one.name() + " (" + one.pid() + ")").toList());
  }
}
