package io.patchbay.launcher.postgres;

import io.patchbay.launcher.LaunchProblem;
import io.patchbay.launcher.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The three roles of an installation: the owner migrates, the application works inside one tenant,
 * the engine sees the runs of all tenants. None is a superuser or passes by row-level security.
 */
public final class DatabaseRoles {

  public static final String OWNER = "patchbay_owner";
  private static final String APP = "patchbay_app";
  private static final String ENGINE = "patchbay_engine";
  private static final List<String> ALL = List.of(OWNER, APP, ENGINE);

  private final Settings secrets;
  private final Function<String, Optional<String>> given;

  /**
   * @param given passwords of roles that exist already, by the name of their variable
   */
  public DatabaseRoles(Settings secrets, Function<String, Optional<String>> given) {
    this.secrets = secrets;
    this.given = given;
  }

  private static String variable(String role) {
    return switch (role) {
      case APP -> "PATCHBAY_DB_APP_PASSWORD";
      case ENGINE -> "PATCHBAY_DB_ENGINE_PASSWORD";
      default -> "PATCHBAY_DB_OWNER_PASSWORD";
    };
  }

  /** Makes what is missing in the embedded server: roles and database. */
  public void prepareEmbedded(EmbeddedPostgres server, String password, String database) {
    String administrator = EmbeddedPostgres.ADMINISTRATOR;
    try (Connection connection =
            DriverManager.getConnection(server.address("postgres"), administrator, password);
        Statement statement = connection.createStatement()) {
      // a statement with a password must not reach the log, not even when it fails
      statement.execute("set log_min_error_statement = panic");
      for (String role : ALL) {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
          statement.execute(create(role, secrets.password(role)));
        }
      }
      if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
        statement.execute("create database " + database + " owner " + OWNER);
        statement.execute("revoke connect, temporary on database " + database + " from public");
        statement.execute(grantConnect(database));
      }
    } catch (SQLException refused) {
      throw new LaunchProblem(
          "Cannot prepare the embedded PostgreSQL: " + refused.getMessage(), refused);
    }
  }

  /** Deletes a database of the embedded server and ends its connections. */
  public void dropEmbedded(EmbeddedPostgres server, String password, String database) {
    String administrator = EmbeddedPostgres.ADMINISTRATOR;
    try (Connection connection =
            DriverManager.getConnection(server.address("postgres"), administrator, password);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + database + " with (force)");
    } catch (SQLException refused) {
      throw new LaunchProblem(
          "Cannot delete the database " + database + ": " + refused.getMessage(), refused);
    }
  }

  /** Makes what is missing in an existing server, as far as this user may. */
  public void prepareExisting(String jdbc, String user, String password) {
    try (Connection connection = DriverManager.getConnection(jdbc, user, password);
        Statement statement = connection.createStatement()) {
      refuseVersion(connection, jdbc);
      String database = connection.getCatalog();
      for (String role : ALL) {
        prepareRole(connection, statement, role, database);
      }
      statement.execute(grantConnect(quoted(database)));
      statement.execute("grant usage, create on schema public to " + OWNER);
    } catch (SQLException refused) {
      throw new LaunchProblem(
          "Cannot use the PostgreSQL at "
              + jdbc
              + " as "
              + user
              + ": "
              + refused.getMessage()
              + ". Check address, user and password of --database-url.",
          refused);
    }
  }

  /** The platform says the same at its start; here it is said before anything is made. */
  private static void refuseVersion(Connection connection, String jdbc) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    if (!isUsable(database.getDatabaseMajorVersion(), database.getDatabaseMinorVersion())) {
      throw new LaunchProblem(
          "The PostgreSQL at "
              + jdbc
              + " is version "
              + database.getDatabaseProductVersion()
              + "; Patchbay needs 15, 16, 17, or 18.2 and newer (18.0 and 18.1 can lose a change"
              + " when two connections change the same rows). Update the server and start again.");
    }
  }

  static boolean isUsable(int major, int minor) {
    return major >= 15 && !(major == 18 && minor < 2);
  }

  private void prepareRole(Connection connection, Statement statement, String role, String database)
      throws SQLException {
    boolean there = exists(connection, "select 1 from pg_roles where rolname = ?", role);
    Optional<String> known = given.apply(variable(role)).or(() -> secrets.find(role));
    if (there && known.isEmpty()) {
      throw new LaunchProblem(
          "The role '"
              + role
              + "' exists in this PostgreSQL already. Give its password in the environment variable "
              + variable(role)
              + ", or drop the role if no other installation uses it.");
    }
    known.ifPresent(password -> secrets.put(role, password));
    if (there) {
      return;
    }
    try {
      statement.execute(create(role, secrets.password(role)));
    } catch (SQLException mayNot) {
      throw new LaunchProblem(
          "This user may not make the role '"
              + role
              + "' ("
              + mayNot.getMessage()
              + "). Let an administrator run:\n"
              + script(database)
              + "and start again with the passwords in PATCHBAY_DB_OWNER_PASSWORD,"
              + " PATCHBAY_DB_APP_PASSWORD and PATCHBAY_DB_ENGINE_PASSWORD.",
          mayNot);
    }
  }

  private static String script(String database) {
    StringBuilder script = new StringBuilder();
    ALL.forEach(role -> script.append("  ").append(create(role, "…")).append(";\n"));
    script.append("  ").append(grantConnect(quoted(database))).append(";\n");
    script.append("  grant usage, create on schema public to ").append(OWNER).append(";\n");
    return script.toString();
  }

  private static String create(String role, String password) {
    return "create role "
        + role
        + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password '"
        + password.replace("'", "''")
        + "'";
  }

  private static String grantConnect(String database) {
    return "grant connect on database " + database + " to " + String.join(", ", ALL);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean exists(Connection connection, String question, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** What the server needs to know. */
  public Map<String, String> environment(String jdbc) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATCHBAY_DB_URL", jdbc);
    environment.put("PATCHBAY_DB_OWNER", OWNER);
    environment.put("PATCHBAY_DB_OWNER_PASSWORD", secrets.password(OWNER));
    environment.put("PATCHBAY_DB_APP_USER", APP);
    environment.put("PATCHBAY_DB_APP_PASSWORD", secrets.password(APP));
    environment.put("PATCHBAY_DB_ENGINE_USER", ENGINE);
    environment.put("PATCHBAY_DB_ENGINE_PASSWORD", secrets.password(ENGINE));
    return environment;
  }
}
