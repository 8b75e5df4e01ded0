package io.patchbay.launcher.postgres;

import io.patchbay.launcher.LaunchProblem;
import io.patchbay.launcher.PrivateFiles;
import io.patchbay.launcher.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A PostgreSQL of our own: durable, on the loopback address only, every connection with a password
 * from the first moment. One thread at a time.
 */
public final class EmbeddedPostgres {

  /** The administrator of the server; the platform never uses it. */
  public static final String ADMINISTRATOR = "patchbay_admin";

  private final Path data;
  private final Path logs;
  private final int port;
  private final String password;
  private final PostgresTools tools;

  /**
   * Unpacks the programs if they are missing.
   *
   * @param folder for programs and data
   * @param port a free one
   */
  public EmbeddedPostgres(Path folder, Path logs, int port, String password) throws IOException {
    Files.createDirectories(folder);
    this.data = folder.resolve("data");
    this.logs = logs;
    this.port = port;
    this.password = password;
    this.tools =
        new PostgresTools(PostgresBinaries.unpack(folder), logs.resolve("postgres-start.log"));
  }

  public static String version() {
    return PostgresBinaries.VERSION;
  }

  /** Starts it, and refuses it unless it keeps what it has acknowledged. */
  public ProcessHandle start() throws IOException {
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise();
    }
    if (postmaster().isEmpty()) {
      // PostgreSQL takes a dead server that nobody reaped for a living one
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
    StringBuilder options = new StringBuilder();
    settings()
        .forEach(
            (name, value) -> options.append(" -c ").append(name).append("=").append(quoted(value)));
    tools.call(
        "pg_ctl",
        List.of(
            "start", "-w", "-t", "60", "-D", data.toString(), "-o", options.toString().strip()));
    ProcessHandle server =
        postmaster()
            .orElseThrow(() -> new LaunchProblem("The embedded PostgreSQL ended at its start."));
    verify();
    return server;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", String.valueOf(port));
    settings.put("unix_socket_directories", "");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("max_connections", "300");
    settings.put("shared_buffers", "128MB");
    settings.put("jit", "off");
    // Every run leaves a dead row and its entries in the indexes: many small cleanings.
    settings.put("autovacuum_naptime", "10s");
    settings.put("timezone", "UTC");
    settings.put("logging_collector", "on");
    settings.put("log_directory", logs.toAbsolutePath().toString());
    settings.put("log_filename", "postgres-%a.log");
    settings.put("log_truncate_on_rotation", "on");
    settings.put("log_rotation_age", "1d");
    settings.put("log_rotation_size", "0");
    return settings;
  }

  /** pg_ctl hands the options to a shell. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private void initialise() throws IOException {
    Path passwordFile = data.resolveSibling("initial-password");
    PrivateFiles.write(passwordFile, password + "\n");
    try {
      tools.call(
          "initdb",
          List.of(
              "--pgdata=" + data,
              "--username=" + ADMINISTRATOR,
              "--auth=scram-sha-256",
              "--pwfile=" + passwordFile,
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C"));
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private void verify() {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if (!show(setting).equals("on")) {
        throw new LaunchProblem(
            "The embedded PostgreSQL runs with "
                + setting
                + " off and could lose what it acknowledged. Remove that from "
                + data.resolve("postgresql.conf")
                + ".");
      }
    }
    if (!samePlace(show("data_directory"))) {
      throw new LaunchProblem(
          "Another PostgreSQL listens on port " + port + " of this machine. Start again.");
    }
  }

  private boolean samePlace(String other) {
    try {
      return Files.isSameFile(data, Path.of(other));
    } catch (IOException notEvenThere) {
      return false;
    }
  }

  private String show(String setting) {
    try (Connection connection =
            DriverManager.getConnection(address("postgres"), ADMINISTRATOR, password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return String.valueOf(result.getString(1));
    } catch (SQLException refused) {
      throw new LaunchProblem(
          "Cannot talk to the embedded PostgreSQL on port " + port + ": " + refused.getMessage(),
          refused);
    }
  }

  public String address(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public int port() {
    return port;
  }

  /** The server of this data folder that runs now, whoever started it. */
  public Optional<ProcessHandle> postmaster() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .findFirst()
        .map(String::strip)
        .filter(pid -> pid.matches("\\d+"))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .filter(KnownProcess::lives)
        .filter(EmbeddedPostgres::isPostgres);
  }

  private static boolean isPostgres(ProcessHandle handle) {
    return handle.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  /** Ends its connections and writes everything out; returns when it has ended. */
  public void stop() throws IOException {
    if (postmaster().isPresent()) {
      int code =
          tools.tryCall(
              "pg_ctl", List.of("stop", "-w", "-m", "fast", "-t", "60", "-D", data.toString()));
      if (code != 0) {
        postmaster()
            .ifPresent(
                left -> io.patchbay.launcher.process.Children.stop(left, Duration.ofSeconds(10)));
      }
    }
  }
}
