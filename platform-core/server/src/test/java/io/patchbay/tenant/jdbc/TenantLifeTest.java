package io.patchbay.tenant.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditKey;
import io.patchbay.audit.AuditTrail;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantLifeTest {

  private final TestDatabase database = TestDatabase.shared();
  private final AuditTrail audit =
      new AuditTrail(new AuditKey(database.config()), database.engine(), InstantSource.system());

  @Test
  void destroyingATenantLeavesNoRowInAnyTable() throws SQLException {
    TenantId doomed = database.newTenant();
    TenantId other = database.newTenant();
    for (TenantId tenant : List.of(doomed, other)) {
      database
          .transactions()
          .transact(tenant, em -> audit.done(em, tenant, Actor.PLATFORM, "a", "b", "c"));
    }
    destroy(doomed.value());
    assertEquals(List.of(), tablesWith(doomed));
    assertEquals(List.of("audit_event", "audit_head"), tablesWith(other));
  }

  @Test
  void thePlatformsOwnTrailCannotBeDestroyed() {
    assertThrows(RuntimeException.class, () -> destroy("platform"));
  }

  private void destroy(String tenant) {
    database
        .engine()
        .transact(
            connection -> {
              try (var call = connection.prepareStatement("select destroy_tenant(?)")) {
                call.setString(1, tenant);
                call.execute();
              }
            });
  }

  private List<String> tablesWith(TenantId tenant) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and"
                  + " a.attname = 'tenant_id' where c.relkind in ('r', 'p') and c.relnamespace ="
                  + " 'public'::regnamespace order by 1")) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      List<String> found = new ArrayList<>();
      for (String table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*) from " + table + " where tenant_id = '" + tenant + "'")) {
          row.next();
          if (row.getInt(1) > 0) {
            found.add(table);
          }
        }
      }
      return found;
    }
  }
}
