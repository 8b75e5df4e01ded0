package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.launcher.liberty.LibertyNode;
import io.patchbay.launcher.postgres.DatabaseRoles;
import io.patchbay.launcher.process.Children;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, with a real PostgreSQL and a stand-in for Liberty. */
class LauncherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temp = Path.of("");
  private int starts;
  private int port;
  private Path data = Path.of("");
  private StandInProduct product = new StandInProduct(Path.of(""));
  private Path output = Path.of("");

  @BeforeEach
  void build() throws IOException {
    product = StandInProduct.make(temp.resolve("the product"));
    data = temp.resolve("My Data");
    port = Ports.any();
  }

  @AfterEach
  void stopAll() throws Exception {
    product.launch(temp.resolve("stop"), "stop", "--data", data.toString()).waitFor();
  }

  @Test
  void keepsDataAndOrderThroughKillsOfEveryPart() throws Exception {
    Process first = start();
    write("kept");
    refusesASecondStart(first);

    first.destroyForcibly().waitFor();
    List<KnownProcess> orphans = children();
    assertEquals(2, orphans.size(), "database and server live on");
    assertEquals(3, command("status"));

    Process second = start();
    assertTrue(said().contains("The last start was killed; stopped what it left: node-1"), said());
    assertEquals(List.of(), orphans.stream().filter(one -> one.find().isPresent()).toList());
    assertEquals("kept", read());
    assertEquals(0, command("status"));

    killedPartComesBack("node-1");
    killedPartComesBack("database");
    assertEquals("kept", read());

    List<KnownProcess> last = children();
    assertEquals(0, command("stop"));
    assertTrue(second.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of(), last.stream().filter(one -> one.find().isPresent()).toList());
    assertEquals(0, command("stop"));
    assertEquals(3, command("status"));
  }

  @Test
  void databaseAsksForPasswordsAndGivesTheApplicationNoSpecialRights() throws Exception {
    start();
    try (Connection owner = connect(DatabaseRoles.OWNER);
        Statement statement = owner.createStatement()) {
      assertEquals("on", one(statement, "show fsync"));
      assertEquals("on", one(statement, "show synchronous_commit"));
      assertEquals("127.0.0.1", one(statement, "show listen_addresses"));
      assertEquals(
          "0",
          one(
              statement,
              "select count(*) from pg_roles where rolname like 'patchbay%' and rolname <>"
                  + " 'patchbay_admin' and (rolsuper or rolbypassrls or rolcreaterole)"));
    }
    for (String role : new String[] {"patchbay_admin", DatabaseRoles.OWNER, "patchbay_app"}) {
      try (Connection connection = DriverManager.getConnection(address(), role, "")) {
        throw new AssertionError(role + " came in without a password: " + connection);
      } catch (SQLException refused) {
        assertTrue(refused.getMessage().contains("password"), refused.getMessage());
      }
    }
    assertTrue(Files.exists(data.resolve("bundled-plugins/http-1.zip")));
  }

  private Process start() throws IOException {
    output = temp.resolve("start-" + ++starts);
    Process launcher =
        product.launch(
            output, "run", "--no-sandbox", "--port", "" + port, "--data", data.toString());
    await("ready", () -> said().contains("Patchbay is ready") || !launcher.isAlive());
    assertTrue(launcher.isAlive(), said());
    return launcher;
  }

  private void refusesASecondStart(Process first) throws Exception {
    Path other = temp.resolve("second");
    Process second =
        product.launch(
            other, "run", "--no-sandbox", "--port", "" + Ports.any(), "--data", data.toString());
    assertEquals(1, second.waitFor());
    assertTrue(Files.readString(other).contains("as process " + first.pid()));
    assertEquals(2, children().size());
  }

  private void killedPartComesBack(String name) throws IOException {
    KnownProcess before = child(name);
    before.find().orElseThrow().destroyForcibly();
    await(name + " again", () -> said().contains("The " + name + " was started again"));
    await("ready again", () -> LibertyNode.isReady(port));
    assertFalse(child(name).equals(before));
  }

  private KnownProcess child(String name) throws IOException {
    return children().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private List<KnownProcess> children() throws IOException {
    return new Children(data.resolve("run/children")).orphans();
  }

  private int command(String word) throws Exception {
    return product.launch(temp.resolve(word), word, "--data", data.toString()).waitFor();
  }

  private String said() {
    try {
      return Files.exists(output) ? Files.readString(output) : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private String address() {
    int database = new Settings(data.resolve("ports.properties")).number("database", 0);
    return "jdbc:postgresql://127.0.0.1:" + database + "/patchbay";
  }

  private Connection connect(String role) throws SQLException {
    String password = new Settings(data.resolve("secrets/database.properties")).password(role);
    return DriverManager.getConnection(address(), role, password);
  }

  private void write(String text) throws SQLException {
    try (Connection owner = connect(DatabaseRoles.OWNER);
        Statement statement = owner.createStatement()) {
      statement.execute("create table proof (text text)");
      statement.execute("insert into proof values ('" + text + "')");
    }
  }

  private String read() throws SQLException {
    try (Connection owner = connect(DatabaseRoles.OWNER);
        Statement statement = owner.createStatement()) {
      return one(statement, "select text from proof");
    }
  }

  private static String one(Statement statement, String question) throws SQLException {
    try (ResultSet result = statement.executeQuery(question)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain: " + what);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
