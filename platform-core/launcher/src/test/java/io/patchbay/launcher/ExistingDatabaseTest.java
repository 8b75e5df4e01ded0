package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.launcher.postgres.DatabaseRoles;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What --database-url does with a PostgreSQL that somebody else runs. */
class ExistingDatabaseTest {

  private static final String ADMIN = EmbeddedPostgres.ADMINISTRATOR;

  @TempDir private static Path shared = Path.of("");
  private static @Nullable EmbeddedPostgres server;

  @TempDir private Path temp = Path.of("");
  private String jdbc = "";

  @BeforeAll
  static void startServer() throws IOException {
    Path logs = Files.createDirectories(shared.resolve("logs"));
    server = new EmbeddedPostgres(shared.resolve("pg"), logs, Ports.any(), "adm");
    server.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.stop();
    }
  }

  @BeforeEach
  void emptyServer() throws SQLException {
    EmbeddedPostgres postgres = Objects.requireNonNull(server);
    jdbc = postgres.address("shop db");
    administrator(
        postgres,
        "drop database if exists \"shop db\" with (force)",
        "drop role if exists patchbay_owner, patchbay_app, patchbay_engine, limited",
        "create database \"shop db\"",
        "create role limited login password 'lim'");
  }

  private static void administrator(EmbeddedPostgres postgres, String... statements)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.address("postgres"), ADMIN, "adm");
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  @Test
  void makesTheRolesOnceAndRemembersTheirPasswords() throws SQLException {
    roles("first", Map.of()).prepareExisting(jdbc, ADMIN, "adm");
    DatabaseRoles again = roles("first", Map.of());
    again.prepareExisting(jdbc, ADMIN, "adm");
    Map<String, String> environment = again.environment(jdbc);
    try (Connection owner =
            DriverManager.getConnection(
                jdbc, DatabaseRoles.OWNER, environment.get("PATCHBAY_DB_OWNER_PASSWORD"));
        Statement statement = owner.createStatement()) {
      statement.execute("create table proof (id int)");
    }
  }

  @Test
  void givesAnAdministratorTheScriptWhenTheUserMayNotMakeRoles() {
    String message = refusal("first", Map.of(), "limited", "lim");
    assertTrue(message.contains("may not make the role 'patchbay_owner'"), message);
    assertTrue(message.contains("create role patchbay_engine login nosuperuser"), message);
    assertTrue(message.contains("on database \"shop db\""), message);
  }

  @Test
  void asksForThePasswordsOfRolesThatSomebodyElseMade() {
    roles("first", Map.of()).prepareExisting(jdbc, ADMIN, "adm");
    String message = refusal("second", Map.of(), ADMIN, "adm");
    assertTrue(message.contains("PATCHBAY_DB_OWNER_PASSWORD"), message);
    Map<String, String> given =
        Map.of(
            "PATCHBAY_DB_OWNER_PASSWORD", "a",
            "PATCHBAY_DB_APP_PASSWORD", "b",
            "PATCHBAY_DB_ENGINE_PASSWORD", "c");
    roles("second", given).prepareExisting(jdbc, ADMIN, "adm");
  }

  @Test
  void wrongPasswordIsNamedAndNotShown() {
    String message = refusal("first", Map.of(), ADMIN, "geheim");
    assertTrue(message.contains("Check address, user and password"), message);
    assertFalse(message.contains("geheim"), message);
  }

  private String refusal(String folder, Map<String, String> given, String user, String password) {
    return String.valueOf(
        assertThrows(
                LaunchProblem.class,
                () -> roles(folder, given).prepareExisting(jdbc, user, password))
            .getMessage());
  }

  private DatabaseRoles roles(String folder, Map<String, String> given) {
    return new DatabaseRoles(
        new Settings(temp.resolve(folder).resolve("database.properties")),
        name -> Optional.ofNullable(given.get(name)));
  }
}
