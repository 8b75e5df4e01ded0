package io.patchbay.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Deletes everything that an installation keeps. */
final class ResetCommand {

  private ResetCommand() {}

  static int run(Command.Reset wanted, Progress progress, InputStream answers) throws IOException {
    DataFolder folder = new DataFolder(wanted.data());
    if (!Files.exists(folder.root())) {
      progress.say("There is nothing to delete: " + folder.root() + " does not exist.");
      return 0;
    }
    if (!folder.isOurs()) {
      throw new LaunchProblem(
          "Cannot reset "
              + folder.root()
              + ": it is not the data folder of a Patchbay"
              + " installation, so nothing was deleted.");
    }
    try (DataLock _ = DataLock.acquire(folder.lock())) {
      if (!wanted.sure() && !agreed(folder, progress, answers)) {
        progress.say("Nothing was deleted.");
        return 1;
      }
      Orphans.stop(folder);
      FolderContent.delete(folder.root());
    }
    progress.say("Deleted " + folder.root() + ".");
    return 0;
  }

  private static boolean agreed(DataFolder folder, Progress progress, InputStream answers)
      throws IOException {
    progress.say(
        "This deletes all tenants, flows, runs and credentials in "
            + folder.root()
            + ". It cannot be undone. Type 'delete' to go on:");
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
    return "delete".equals(reader.readLine());
  }
}
