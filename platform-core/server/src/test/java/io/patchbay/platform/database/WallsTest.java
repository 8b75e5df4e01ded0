package io.patchbay.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.member.jpa.InvitationEntity;
import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.TenantScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The two walls between tenants, and that each of them is there. */
class WallsTest {

  private final TestDatabase database = TestDatabase.shared();
  private final TenantTransactions transactions = database.transactions();

  @Test
  void everyTableWithATenantIsBehindTheWall() throws SQLException {
    List<String> open =
        strings(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity and exists (
               select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_wall' and p.polcmd = '*'
                  and p.polpermissive and p.polroles = '{0}'
                  and pg_get_expr(p.polqual, c.oid) = '(tenant_id = current_setting(''app.tenant''::text, true))'
                  and pg_get_expr(p.polwithcheck, c.oid) = '(tenant_id = current_setting(''app.tenant''::text, true))'))
            """);
    assertEquals(List.of(), open, "call tenant_table('…') in the migration that creates the table");
  }

  @Test
  void everyKeyOfATenantTableBeginsWithTheTenant() throws SQLException {
    List<String> wrong =
        strings(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
              join pg_index i on i.indrelid = c.oid and i.indisprimary
             where c.relkind in ('r', 'p') and i.indkey[0] <> a.attnum
            """);
    assertEquals(List.of(), wrong, "put tenant_id first in the primary key");
  }

  @Test
  void onlyTheApplicationAndTheEngineHavePoliciesOfTheirOwn() throws SQLException {
    List<String> wide =
        strings(
            """
            select c.relname || '.' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
             where p.polname <> 'tenant_wall'
               and not (p.polname = 'engine_sees_all' and p.polroles = array[(select oid from pg_roles where rolname = 'patchbay_engine')])
            """);
    assertEquals(List.of(), wide, "no other policy may widen the wall");
  }

  @Test
  void theApplicationsRolesAreOrdinary() throws SQLException {
    assertEquals(
        List.of(),
        strings(
            "select rolname from pg_roles where rolname in ('patchbay_app', 'patchbay_engine') and"
                + " (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"));
    assertEquals(
        List.of(),
        strings(
            "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname"
                + " in ('patchbay_app', 'patchbay_engine')"));
    assertEquals(
        List.of(),
        strings(
            "select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where"
                + " r.rolname in ('patchbay_app', 'patchbay_engine')"));
  }

  @Test
  void aTenantSeesItsOwnRowsInEveryWay() {
    TenantId mine = database.newTenant();
    UUID id = invite(mine);
    assertEquals(List.of(id), seenThroughJpql(mine));
    assertEquals(1, countedNatively(mine));
    assertEquals(1, countedThroughJdbc(mine));
  }

  @Test
  void aTenantSeesNothingOfAnotherInAnyWay() {
    TenantId mine = database.newTenant();
    TenantId other = database.newTenant();
    UUID id = invite(other);
    assertEquals(List.of(), seenThroughJpql(mine));
    assertEquals(0, countedNatively(mine));
    assertEquals(0, countedThroughJdbc(mine));
    transactions.transact(mine, em -> assertEquals(null, em.find(InvitationEntity.class, id)));
  }

  @Test
  void aTenantCannotWriteIntoAnother() {
    TenantId mine = database.newTenant();
    TenantId other = database.newTenant();
    invite(other);
    transactions.transact(
        mine,
        em -> {
          assertEquals(
              0, em.createQuery("update InvitationEntity i set i.role = 'owner'").executeUpdate());
          assertEquals(0, em.createQuery("delete from InvitationEntity i").executeUpdate());
          assertEquals(
              0, em.createNativeQuery("update invitation set role = 'owner'").executeUpdate());
          assertEquals(0, em.createNativeQuery("delete from invitation").executeUpdate());
        });
    assertThrows(
        RuntimeException.class,
        () ->
            transactions.transact(
                mine,
                em ->
                    em.createNativeQuery(
                            "insert into audit_head (tenant_id, number, mac) values ('"
                                + other
                                + "', 1, '')")
                        .executeUpdate()));
    assertEquals(1, countedThroughJdbc(other));
  }

  @Test
  void aDetachedRowOfAnotherTenantCannotBeChangedOrRemoved() {
    TenantId mine = database.newTenant();
    TenantId other = database.newTenant();
    UUID id = invite(other);
    InvitationEntity stolen =
        transactions.inTransaction(other, em -> em.find(InvitationEntity.class, id));
    try {
      transactions.transact(mine, em -> em.remove(em.merge(stolen)));
    } catch (RuntimeException refused) {
      assertFalse(refused.toString().isEmpty());
    }
    assertEquals(List.of(id), seenThroughJpql(other));
    assertEquals(List.of(), seenThroughJpql(mine));
  }

  @Test
  void withoutATenantThereAreNoRowsAndNoInserts() throws SQLException {
    invite(database.newTenant());
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals(0, count(statement));
      connection.setAutoCommit(false);
      try (Statement inside = connection.createStatement()) {
        assertEquals(0, count(inside));
        assertThrows(
            SQLException.class,
            () ->
                inside.execute(
                    "insert into audit_head (tenant_id, number, mac) values ('x', 1, '')"));
      }
      connection.rollback();
    }
  }

  @Test
  void aConnectionForgetsTheTenantAfterTheTransaction() throws SQLException {
    TenantId mine = database.newTenant();
    invite(mine);
    try (Connection connection = database.app().getConnection()) {
      connection.setAutoCommit(false);
      TenantScope.<Boolean, SQLException>call(
          mine,
          () -> {
            try (Statement statement = connection.createStatement()) {
              assertEquals(1, count(statement));
            }
            connection.commit();
            return true;
          });
      try (Statement statement = connection.createStatement()) {
        assertEquals(0, count(statement));
      }
      connection.rollback();
    }
  }

  @Test
  void aTenantCannotChangeInsideATransaction() throws SQLException {
    TenantId mine = database.newTenant();
    TenantId other = database.newTenant();
    assertThrows(
        IllegalStateException.class,
        () -> transactions.transact(mine, em -> transactions.transact(other, inner -> {})));
  }

  @Test
  void theApplicationCannotReadCredentialsAcrossTenants() {
    TenantId mine = database.newTenant();
    for (String table : List.of("account", "session", "api_token", "node", "sign_in_failure")) {
      assertThrows(
          RuntimeException.class,
          () ->
              transactions.transact(
                  mine, em -> em.createNativeQuery("select 1 from " + table).getResultList()),
          table);
    }
  }

  @Test
  void theAuditTrailCannotBeRewritten() {
    TenantId mine = database.newTenant();
    for (String sql : List.of("update audit_event set actor = 'x'", "delete from audit_event")) {
      assertThrows(
          RuntimeException.class,
          () -> transactions.transact(mine, em -> em.createNativeQuery(sql).executeUpdate()));
      assertThrows(
          RuntimeException.class,
          () ->
              database
                  .engine()
                  .transact(
                      c -> {
                        try (Statement s = c.createStatement()) {
                          s.execute(sql);
                        }
                      }));
    }
  }

  /** The wall is what holds, not luck: without the policy the same look finds the other's rows. */
  @Test
  void withoutThePolicyTheCrossTenantCheckFails() throws SQLException {
    TestDatabase broken = TestDatabase.start();
    TenantId mine = broken.newTenant();
    TenantId other = broken.newTenant();
    invite(broken.transactions(), other);
    assertEquals(0, countedThroughJdbc(broken, mine));
    try (Connection connection = broken.administrator();
        Statement statement = connection.createStatement()) {
      statement.execute("drop policy tenant_wall on invitation");
      statement.execute("alter table invitation disable row level security");
    }
    assertEquals(1, countedThroughJdbc(broken, mine));
    List<?> seenByHibernate =
        broken
            .transactions()
            .inTransaction(
                mine, em -> em.createQuery("select i from InvitationEntity i").getResultList());
    assertEquals(List.of(), seenByHibernate, "Hibernate's discriminator is a wall of its own");
  }

  private UUID invite(TenantId tenant) {
    return invite(transactions, tenant);
  }

  private static UUID invite(TenantTransactions transactions, TenantId tenant) {
    UUID id = UUID.randomUUID();
    byte[] hash = id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    transactions.transact(
        tenant,
        em ->
            em.persist(
                new InvitationEntity(id, "ada@example.org", "viewer", hash, "bob", now, now)));
    return id;
  }

  private List<UUID> seenThroughJpql(TenantId tenant) {
    return transactions.inTransaction(
        tenant,
        em -> em.createQuery("select i.id from InvitationEntity i", UUID.class).getResultList());
  }

  private long countedNatively(TenantId tenant) {
    return transactions.inTransaction(
        tenant,
        em ->
            (Long)
                em.createNativeQuery("select count(*) from invitation", Long.class)
                    .getSingleResult());
  }

  private long countedThroughJdbc(TenantId tenant) {
    return countedThroughJdbc(database, tenant);
  }

  private static long countedThroughJdbc(TestDatabase database, TenantId tenant) {
    return database
        .transactions()
        .inTransaction(
            tenant,
            em ->
                em.unwrap(Session.class)
                    .doReturningWork(
                        connection -> {
                          try (Statement statement = connection.createStatement()) {
                            return count(statement);
                          }
                        }));
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from invitation")) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<String> strings(String sql) throws SQLException {
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }
}
