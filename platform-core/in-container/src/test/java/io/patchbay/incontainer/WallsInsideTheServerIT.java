package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.TenantScope;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server, in the built WAR: the walls hold with its transactions and its pool. */
@ExtendWith(ArquillianExtension.class)
class WallsInsideTheServerIT {

  private static final AtomicInteger COUNT = new AtomicInteger();

  @Inject TenantTransactions transactions;
  @Inject EngineDatabase engine;
  @Inject UserTransaction userTransaction;

  @Resource(lookup = "jdbc/app")
  DataSource app;

  @Deployment
  static WebArchive builtWar() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(ServerFolder.built().toFile(), "apps/patchbay-server.war"));
  }

  @Test
  void aTenantSeesItsOwnRowsOnly() {
    TenantId mine = newTenant();
    TenantId other = newTenant();
    note(other);
    assertEquals(1, count(other));
    assertEquals(0, count(mine));
  }

  @Test
  void anExceptionRollsBack() {
    TenantId mine = newTenant();
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.transact(
                mine,
                em -> {
                  insert(em);
                  throw new IllegalStateException("the work failed");
                }));
    assertEquals(0, count(mine));
  }

  @Test
  void workInsideWorkJoinsTheTransaction() {
    TenantId mine = newTenant();
    transactions.transact(
        mine,
        em -> {
          insert(em);
          transactions.transact(mine, inner -> assertEquals(em, inner));
        });
    assertEquals(1, count(mine));
  }

  @Test
  void theContainersOwnTransactionsAreBoundToo() throws Exception {
    TenantId mine = newTenant();
    note(mine);
    userTransaction.begin();
    try (Connection connection = app.getConnection()) {
      int seen = TenantScope.<Integer, SQLException>call(mine, () -> countRows(connection));
      assertEquals(1, seen);
    } finally {
      userTransaction.rollback();
    }
  }

  @Test
  void aPooledConnectionBringsNoTenantAlong() throws Exception {
    TenantId mine = newTenant();
    for (int i = 0; i < 50; i++) {
      note(newTenant());
    }
    note(mine);
    userTransaction.begin();
    try (Connection connection = app.getConnection()) {
      assertEquals(0, countRows(connection), "no tenant, no rows");
    } finally {
      userTransaction.rollback();
    }
    try (Connection connection = app.getConnection()) {
      assertEquals(0, countRows(connection), "no transaction, no rows");
    }
    assertEquals(1, count(mine));
  }

  @Test
  void aVirtualThreadWorksInATransactionOfItsOwn() throws Exception {
    TenantId mine = newTenant();
    Thread thread = Thread.ofVirtual().start(() -> note(mine));
    thread.join();
    assertEquals(1, count(mine));
  }

  @Test
  void theApplicationsRoleIsAnOrdinaryOne() {
    TenantId mine = newTenant();
    Object role =
        transactions.inTransaction(
            mine, em -> em.createNativeQuery("select current_user").getSingleResult());
    assertEquals("patchbay_app", role.toString());
  }

  @Test
  void theDatabaseEndsTransactionsOfANodeThatFellSilent() throws Exception {
    String setting = "show idle_in_transaction_session_timeout";
    assertEquals("10s", engine.inTransaction(connection -> first(connection, setting)));
    assertEquals(
        "30s",
        transactions.inTransaction(
            newTenant(), em -> em.createNativeQuery(setting).getSingleResult().toString()));
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private TenantId newTenant() {
    String id = "inside" + COUNT.incrementAndGet();
    engine.transact(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("insert into tenant (id, slug, name) values (?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, id);
            insert.setString(3, id);
            insert.executeUpdate();
          }
        });
    return new TenantId(id);
  }

  private void note(TenantId tenant) {
    transactions.transact(tenant, WallsInsideTheServerIT::insert);
  }

  private static void insert(jakarta.persistence.EntityManager em) {
    em.createNativeQuery(
            "insert into audit_head (tenant_id, number, mac) values"
                + " (current_setting('app.tenant'), 0, '')")
        .executeUpdate();
  }

  private long count(TenantId tenant) {
    return transactions.inTransaction(
        tenant,
        em ->
            ((Number) em.createNativeQuery("select count(*) from audit_head").getSingleResult())
                .longValue());
  }

  private static int countRows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from audit_head")) {
      row.next();
      return row.getInt(1);
    }
  }
}
