package io.patchbay.incontainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The product on free ports with data of its own: PostgreSQL, then Open Liberty with the built WAR.
 * One for all tests of a JVM ({@link #shared()}); each test makes its own tenant.
 */
public final class ServerFixture implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static @Nullable ServerFixture shared;
  private static boolean failed;

  private final TestPostgres postgres;
  private final Path folder;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process server;
  private @Nullable String operatorPassword;

  private ServerFixture(TestPostgres postgres, Path folder, int port) {
    this.postgres = postgres;
    this.folder = folder;
    this.port = port;
  }

  /** Starts it at the first call and ends it with the JVM. */
  public static synchronized ServerFixture shared() {
    if (shared == null) {
      if (failed) {
        throw new IllegalStateException("the server did not start for an earlier test");
      }
      failed = true;
      ServerFixture fixture = start(Map.of());
      failed = false;
      Runtime.getRuntime().addShutdownHook(new Thread(fixture::close, "end of the server fixture"));
      shared = fixture;
    }
    return shared;
  }

  /** Starts a server of its own, with more settings or other ones. */
  public static ServerFixture start(Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("patchbay-it");
      ServerFixture fixture =
          new ServerFixture(TestPostgres.start(), folder, ServerFolder.freePort());
      fixture.environment.putAll(fixture.postgres.environment());
      fixture.environment.put("PATCHBAY_HTTP_PORT", Integer.toString(fixture.port));
      fixture.environment.put("PATCHBAY_PUBLIC_URL", fixture.uri().toString());
      fixture.environment.put("PATCHBAY_DATA", folder.resolve("data").toString());
      fixture.environment.put("WLP_USER_DIR", folder.resolve("usr").toString());
      fixture.environment.put("PATCHBAY_NODE", "node-1");
      fixture.environment.put(
          "PATCHBAY_PLUGINS", System.getProperty("patchbay.plugins", "target/plugins"));
      fixture.environment.putAll(settings);
      fixture.install();
      fixture.startServer();
      return fixture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void install() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    ServerFolder.copyTo(folder.resolve("usr/servers/patchbay"));
  }

  /** Starts the server process and waits until it is ready. */
  public void startServer() throws IOException {
    Path wlp = Path.of(System.getProperty("patchbay.liberty", "target/liberty/wlp"));
    Path logs = logFolder().resolve("node-" + port);
    Path messages = logs.resolve("messages.log");
    Path log = logFolder().resolve("console-" + port + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "@" + wlp.resolve("lib/platform/java/java9.options"),
            "-javaagent:" + wlp.resolve("bin/tools/ws-javaagent.jar"),
            "-jar",
            wlp.resolve("bin/tools/ws-server.jar").toString(),
            "patchbay");
    builder.environment().putAll(environment);
    builder.environment().put("LOG_DIR", logs.toString());
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = builder.start();
    server = started;
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (!ready()) {
      if (!started.isAlive() || Instant.now().isAfter(giveUp) || refused(messages)) {
        started.destroyForcibly();
        throw new IllegalStateException(
            "The server did not start; its log is " + messages + ":\n" + tail(messages));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private boolean ready() {
    try {
      return new ApiClient(uri()).get("/health/ready").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Path logFolder() throws IOException {
    return Files.createDirectories(
        Path.of(System.getProperty("patchbay.logs", "target/server-logs")));
  }

  /** The server says that the application will not start. */
  private static boolean refused(Path messages) throws IOException {
    return Files.exists(messages) && Files.readString(messages).contains(" E CWWKZ00");
  }

  private static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "(no log)";
    }
    String all = Files.readString(log);
    return all.substring(Math.max(0, all.length() - 4000));
  }

  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  public Path data() {
    return folder.resolve("data");
  }

  /** A client that nobody has signed in. */
  public ApiClient client() {
    return new ApiClient(uri());
  }

  /** A client signed in as the operator, who has changed the one-time password. */
  public synchronized ApiClient operator() {
    ApiClient client = client();
    if (operatorPassword == null) {
      client.signIn("operator", oneTimePassword());
      client.changePassword(oneTimePassword(), "correct horse of these tests");
      operatorPassword = "correct horse of these tests";
      return client;
    }
    client.signIn("operator", operatorPassword);
    return client;
  }

  /** As the first start left it in the data folder. */
  public String oneTimePassword() {
    try {
      return Files.readString(data().resolve("operator-password.txt")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the database's administrator, past every wall. */
  public Connection administrator() throws SQLException {
    return postgres.administrator();
  }

  /** As a power cut would: no shutdown, nothing flushed. */
  public void killServer() {
    Process running = server;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }

  /** Puts another WAR or file in place before the next start. */
  public void replace(Path file, String name) throws IOException {
    Files.copy(
        file,
        folder.resolve("usr/servers/patchbay").resolve(name),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    Process running = server;
    if (running != null && running.isAlive()) {
      running.destroy();
      try {
        if (!running.waitFor(40, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      } catch (InterruptedException e) {
        running.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ServerFolder.delete(folder);
    }
  }
}
