package io.patchbay.bench.load;

import io.patchbay.launcher.DataFolder;
import io.patchbay.launcher.Settings;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.Children;
import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the data folder of a running platform tells about it. */
final class Folder {

  private final Path root;
  private final Settings notes;

  Folder(Path root) {
    this.root = root;
    this.notes = new Settings(root.resolve("bench.properties"));
  }

  Path root() {
    return root;
  }

  int port() {
    return new Settings(new DataFolder(root).run().resolve("state.properties")).number("port", 0);
  }

  boolean runs() {
    return port() != 0;
  }

  /** What the harness keeps between two runs on the same folder. */
  Settings notes() {
    return notes;
  }

  String oneTimePassword() throws IOException {
    return Files.readString(root.resolve("operator-password.txt")).strip();
  }

  /** A connection past every wall, for counting. */
  Connection administrator() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort() + "/patchbay",
        EmbeddedPostgres.ADMINISTRATOR,
        administratorPassword());
  }

  String administratorPassword() {
    return new Settings(new DataFolder(root).secrets().resolve("database.properties"))
        .find(EmbeddedPostgres.ADMINISTRATOR)
        .orElse("");
  }

  int databasePort() {
    return new Settings(root.resolve("ports.properties")).number("database", 0);
  }

  long serverPid() throws IOException {
    return pid("node-1");
  }

  long databasePid() throws IOException {
    return pid("database");
  }

  private long pid(String name) throws IOException {
    return new Children(new DataFolder(root).run().resolve("children"))
        .orphans().stream()
            .filter(process -> process.name().equals(name))
            .mapToLong(KnownProcess::pid)
            .findFirst()
            .orElseThrow(() -> new BenchProblem("'" + name + "' does not run on " + root + "."));
  }
}
