package io.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the status command needs to know of the launcher that runs. */
record RunState(DataFolder folder) {

  private Path file() {
    return folder.run().resolve("state.properties");
  }

  void write(int port, int nodes) {
    Settings state = new Settings(file());
    state.put("port", String.valueOf(port));
    state.put("nodes", String.valueOf(nodes));
  }

  int port() {
    return new Settings(file()).number("port", 0);
  }

  int nodes() {
    return new Settings(file()).number("nodes", 0);
  }

  void clear() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException stale) {
      // only the lock says whether anything runs
    }
  }
}
