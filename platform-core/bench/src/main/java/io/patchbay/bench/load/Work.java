package io.patchbay.bench.load;

import io.patchbay.launcher.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the harness keeps its files: results in target/bench, the rest in a folder of this run. */
record Work(Path home) {

  Path folder() {
    return home.resolve("target/bench/run-" + ProcessHandle.current().pid());
  }

  Path output(String workload) throws IOException {
    Path folder = Files.createDirectories(home.resolve("target/bench"));
    return folder.resolve(workload + ".json");
  }

  void clean() throws IOException {
    FolderContent.delete(folder());
  }
}
