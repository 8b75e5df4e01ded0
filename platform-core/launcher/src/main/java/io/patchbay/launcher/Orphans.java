package io.patchbay.launcher;

import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a launcher left behind when it was killed: it is stopped, so that the flags are known. */
final class Orphans {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Orphans() {}

  /** Stops them, servers before the database. Returns what there was, for a person to read. */
  static List<String> stop(DataFolder folder) throws IOException {
    List<String> stopped = new ArrayList<>();
    for (KnownProcess orphan : new Children(childrenFile(folder)).orphans()) {
      if (!orphan.name().equals(RunCommand.DATABASE)) {
        orphan.find().ifPresent(process -> Children.stop(process, PATIENCE));
        stopped.add(orphan.name() + " (process " + orphan.pid() + ")");
      }
    }
    if (java.nio.file.Files.isDirectory(folder.postgres().resolve("data"))) {
      EmbeddedPostgres postgres = new EmbeddedPostgres(folder.postgres(), folder.logs(), 0, "");
      postgres.postmaster().ifPresent(p -> stopped.add("database (process " + p.pid() + ")"));
      postgres.stop();
    }
    return stopped;
  }

  static Path childrenFile(DataFolder folder) {
    return folder.run().resolve("children");
  }
}
