package io.patchbay.incontainer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL of its own with the three roles that an installation has. */
final class TestPostgres implements AutoCloseable {

  private static final String PASSWORD = "only-for-this-test";

  private final EmbeddedPostgres postgres;

  private TestPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static TestPostgres start() throws IOException, SQLException {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().setPort(0).start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String role : new String[] {"owner", "app", "engine"}) {
        statement.execute("create role patchbay_" + role + " login password '" + PASSWORD + "'");
      }
      statement.execute("create database patchbay owner patchbay_owner");
    }
    return new TestPostgres(postgres);
  }

  Map<String, String> environment() {
    return Map.of(
        "PATCHBAY_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/patchbay",
        "PATCHBAY_DB_OWNER_PASSWORD", PASSWORD,
        "PATCHBAY_DB_APP_PASSWORD", PASSWORD,
        "PATCHBAY_DB_ENGINE_PASSWORD", PASSWORD);
  }

  /** As the database's administrator, past every wall. */
  Connection administrator() throws SQLException {
    return postgres.getDatabase("postgres", "patchbay").getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
