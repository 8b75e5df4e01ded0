package io.patchbay.platform.database;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.jdbc.TenantBoundDataSource;
import io.patchbay.tenant.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL with the schema and the roles of an installation, one for all tests of a JVM.
 * Make a tenant of your own in each test ({@link #newTenant()}); nothing is cleaned.
 */
public final class TestDatabase {

  private static final String PASSWORD = "only-for-this-test";
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final EmbeddedPostgres postgres;
  private final PlatformConfig config;
  private final TenantBoundDataSource app = new TenantBoundDataSource();
  private final PGSimpleDataSource engine = new PGSimpleDataSource();
  private final EntityManagerFactory factory;
  private final TenantTransactions transactions;

  private static final class Holder {
    static final TestDatabase SHARED = start();
  }

  public static TestDatabase shared() {
    return Holder.SHARED;
  }

  /** One for a test that breaks the schema; the shared one is for all others. */
  public static TestDatabase start() {
    try {
      return new TestDatabase(EmbeddedPostgres.builder().setPort(0).start());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestDatabase(EmbeddedPostgres postgres) throws SQLException, IOException {
    this.postgres = postgres;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String role : new String[] {"owner", "app", "engine"}) {
        statement.execute("create role patchbay_" + role + " login password '" + PASSWORD + "'");
      }
      statement.execute("create database patchbay owner patchbay_owner");
    }
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/patchbay";
    config =
        PlatformConfig.from(
            Map.of(
                "PATCHBAY_DB_URL", url,
                "PATCHBAY_DB_OWNER_PASSWORD", PASSWORD,
                "PATCHBAY_DB_APP_PASSWORD", PASSWORD,
                "PATCHBAY_DB_ENGINE_PASSWORD", PASSWORD,
                "PATCHBAY_DATA", Files.createTempDirectory("patchbay-test").toString()));
    Migrations.run(config);
    app.setUrl(url);
    app.setUser("patchbay_app");
    app.setPassword(PASSWORD);
    engine.setUrl(url);
    engine.setUser("patchbay_engine");
    engine.setPassword(PASSWORD);
    factory =
        Persistence.createEntityManagerFactory(
            "patchbay",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource",
                "",
                "hibernate.connection.datasource",
                app,
                "jakarta.persistence.nonJtaDataSource",
                app));
    transactions = new LocalTransactions(factory);
  }

  /** As {@link JtaTransactions}, without a container. */
  private static final class LocalTransactions extends ScopedTransactions {
    private final EntityManagerFactory factory;

    LocalTransactions(EntityManagerFactory factory) {
      this.factory = factory;
    }

    @Override
    protected <T> T transact(Function<EntityManager, T> work) {
      try (EntityManager em = factory.createEntityManager()) {
        em.getTransaction().begin();
        try {
          T result = work.apply(em);
          em.getTransaction().commit();
          return result;
        } finally {
          if (em.getTransaction().isActive()) {
            em.getTransaction().rollback();
          }
        }
      }
    }
  }

  public PlatformConfig config() {
    return config;
  }

  public TenantTransactions transactions() {
    return transactions;
  }

  public EngineDatabase engine() {
    return new EngineDatabase(engine);
  }

  /** The application's data source, for plain JDBC. */
  public DataSource app() {
    return app;
  }

  /** As the database's administrator, past every wall. */
  public Connection administrator() throws SQLException {
    return postgres.getDatabase("postgres", "patchbay").getConnection();
  }

  /** A new active tenant; its slug is its id. */
  public TenantId newTenant() {
    String id = "tenant" + TENANTS.incrementAndGet();
    engine()
        .transact(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into tenant (id, slug, name) values (?, ?, ?)")) {
                insert.setString(1, id);
                insert.setString(2, id);
                insert.setString(3, "Tenant " + id);
                insert.executeUpdate();
              }
            });
    return new TenantId(id);
  }
}
