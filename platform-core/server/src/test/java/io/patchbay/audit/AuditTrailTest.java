package io.patchbay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.audit.AuditReader.Verdict;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest {

  private final TestDatabase database = TestDatabase.shared();
  private final AuditKey key = new AuditKey(database.config());
  private final AuditTrail trail = new AuditTrail(key, database.engine(), InstantSource.system());
  private final AuditReader reader = new AuditReader(key, database.engine());

  private TenantId chainOfFive() {
    TenantId tenant = database.newTenant();
    for (int i = 1; i <= 5; i++) {
      int number = i;
      database
          .transactions()
          .transact(
              tenant,
              em ->
                  trail.done(
                      em,
                      tenant,
                      new Actor("ada", "192.0.2.1"),
                      "flow.publish",
                      "flow" + number,
                      ""));
    }
    return tenant;
  }

  @Test
  void anUntouchedChainIsIntact() {
    assertEquals(new Verdict.Intact(5), reader.verify(chainOfFive().value()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from audit_event where tenant_id = ? and number = 3",
        "delete from audit_event where tenant_id = ? and number = 5",
        "delete from audit_event where tenant_id = ?",
        "update audit_event set actor = 'eve' where tenant_id = ? and number = 2",
        "update audit_event set at = at + interval '1 hour' where tenant_id = ? and number = 1",
        "update audit_event set outcome = 'refused' where tenant_id = ? and number = 5",
        "update audit_event set number = case number when 2 then -3 else -2 end where tenant_id = ? and number in (2, 3);"
            + " update audit_event set number = -number where number < 0",
        "insert into audit_event select tenant_id, 6, at, 'eve', action, target, address, outcome, detail, mac"
            + " from audit_event where tenant_id = ? and number = 5",
        "update audit_head set number = 4 where tenant_id = ?",
      })
  void everyChangeByTheDatabasesAdministratorIsFound(String change) throws SQLException {
    TenantId tenant = chainOfFive();
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(change.replace("?", "'" + tenant + "'"));
    }
    assertInstanceOf(Verdict.Broken.class, reader.verify(tenant.value()));
  }

  @Test
  void whatRollsBackLeavesNoEntry() {
    TenantId tenant = chainOfFive();
    assertThrows(
        IllegalStateException.class,
        () ->
            database
                .transactions()
                .transact(
                    tenant,
                    em -> {
                      trail.done(em, tenant, Actor.PLATFORM, "flow.delete", "x", "");
                      throw new IllegalStateException("the work failed");
                    }));
    assertEquals(new Verdict.Intact(5), reader.verify(tenant.value()));
  }

  @Test
  void pagesRunNewestFirstAndSearchFinds() {
    TenantId tenant = chainOfFive();
    Page<String> first =
        reader.page(tenant.value(), new PageRequest(2, null, null), AuditEvent::target);
    assertEquals(List.of("flow5", "flow4"), first.items());
    Page<String> second =
        reader.page(
            tenant.value(), new PageRequest(50, first.nextCursor(), null), AuditEvent::target);
    assertEquals(List.of("flow3", "flow2", "flow1"), second.items());
    assertEquals(
        List.of("flow4"),
        reader.page(tenant.value(), new PageRequest(50, null, "LOW4"), AuditEvent::target).items());
  }
}
