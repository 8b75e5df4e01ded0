package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs by time: new partitions ahead, old ones dropped whole, and nothing lost that goes on. */
class RunPartitionsTest {

  private static final FlowVersionRef FLOW = FlowVersionRef.version(new FlowId("flow"), 1);
  private static final int KEPT_DAYS = 30;

  private final TestDatabase database = TestDatabase.start();
  private final Instant begin = Instant.now();
  private final AtomicReference<Instant> now = new AtomicReference<>(begin);
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), now::get, 1_000);
  private final Retention retention = new Retention(database.engine(), now::get);
  private final RunPartitions partitions = new RunPartitions(database.engine(), now::get);
  private TenantId tenant = new TenantId("none");

  @BeforeEach
  void makeTenant() {
    tenant = database.newTenant();
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void makesPartitionsAheadAndNeverTwice() throws SQLException {
    assertTrue(retention.makePartitions() > 0);
    assertEquals(0, retention.makePartitions());
    now.set(begin.plus(Duration.ofDays(40)));
    assertTrue(retention.makePartitions() > 5);
    assertEquals(0, count("select count(*) from run_rest"));
  }

  @Test
  void aRunLiesInThePartitionOfItsTime() throws SQLException {
    retention.makePartitions();
    accept();
    now.set(begin.plus(Duration.ofDays(3)));
    accept();
    assertEquals(1, count("select count(*) from run_p0"));
    assertEquals(0, count("select count(*) from run_rest"));
    assertEquals(2, count("select count(*) from run"));
  }

  @Test
  void whatCameWhileThereWasNoPartitionMovesIntoItWhenThereIs() throws SQLException {
    now.set(begin.plus(Duration.ofDays(10)));
    RunId run = accept();
    assertEquals(1, count("select count(*) from run_rest"));
    retention.makePartitions();
    assertEquals(0, count("select count(*) from run_rest"));
    assertEquals(RunState.QUEUED, store.find(tenant, run).orElseThrow().state());
  }

  @Test
  void dropsWhatEveryTenantMayForgetAndCountsItInTheLedger() throws SQLException {
    retention.makePartitions();
    RunId ended = accept();
    finish();
    now.set(begin.plus(Duration.ofDays(KEPT_DAYS + 3)));
    assertEquals(1, retention.dropPartitions());
    assertTrue(store.find(tenant, ended).isEmpty());
    assertEquals(0, count("select count(*) from journal where run_id = '" + ended + "'"));
    assertEquals(0, count("select sum(accepted - removed) from ledger"));
    assertTrue(partitions.all().stream().noneMatch(p -> p.name().equals("p0")));
  }

  @Test
  void aRunThatWaitsLongerThanItsPartitionGoesOn() throws Exception {
    retention.makePartitions();
    RunId ended = accept();
    finish();
    RunId waiting = accept();
    store.park(claim().lease(), List.of(), RunState.WAITING, begin.plus(Duration.ofDays(90)));
    now.set(begin.plus(Duration.ofDays(KEPT_DAYS + 3)));
    assertEquals(1, retention.dropPartitions());
    assertTrue(store.find(tenant, ended).isEmpty());
    assertEquals(1, count("select count(*) from run_rest"));
    assertTrue(store.wake(tenant, waiting));
    store.finish(
        claim().lease(), List.of(), RunResult.succeeded(JsonNodeFactory.instance.numberNode(1)));
    assertEquals(RunState.SUCCEEDED, store.find(tenant, waiting).orElseThrow().state());
    assertEquals(1, count("select sum(accepted - removed) from ledger"));
  }

  @Test
  void aDropThatWouldForgetAnOpenRunIsRefused() throws SQLException {
    retention.makePartitions();
    RunId open = accept();
    assertThrows(
        SQLException.class,
        () -> {
          try (Connection connection = database.engine().connection();
              Statement statement = connection.createStatement()) {
            statement.execute("select retire_run_partition('p0', '{}')");
          }
        });
    assertTrue(store.find(tenant, open).isPresent());
  }

  @Test
  void aTenantThatKeepsLessIsSweptByRow() throws SQLException {
    TenantId brief = tenant;
    TenantId other = database.newTenant();
    execute("update tenant set run_retention_days = 5 where id = '" + brief + "'");
    accept();
    finish();
    tenant = other;
    accept();
    finish();
    now.set(begin.plus(Duration.ofDays(12)));
    assertEquals(0, retention.dropPartitions());
    for (Retention.Keeping keeping : retention.tenants()) {
      retention.sweep(keeping);
    }
    assertEquals(0, count("select count(*) from run where tenant_id = '" + brief + "'"));
    assertEquals(1, count("select count(*) from run where tenant_id = '" + other + "'"));
  }

  @Test
  void purgesFlowsDeletedLongAgoAndDraftsThatNoRunNames() throws SQLException {
    execute(
        "insert into flow (tenant_id, id, namespace, name, trigger_kind, draft, draft_sha256,"
            + " created_at, created_by, updated_at, updated_by, deleted_at) select '"
            + tenant
            + "', i, 'n', i, 'webhook', '', '', now(), '', now(), '', case i when 'old' then"
            + " now() - interval '31 days' when 'new' then now() - interval '29 days' end"
            + " from unnest(array['old', 'new', 'flow']) as i");
    execute(
        "insert into draft_copy (tenant_id, flow_id, sha256, text, used_at) select '"
            + tenant
            + "', 'flow', i, '', now() - interval '2 days' from unnest(array['named', 'unused'])"
            + " as i");
    accept();
    execute("update run set draft_hash = 'named'");
    retention.sweep(new Retention.Keeping(tenant.value(), KEPT_DAYS));
    assertEquals(0, count("select count(*) from flow where id = 'old'"));
    assertEquals(2, count("select count(*) from flow"));
    assertEquals(1, count("select count(*) from draft_copy where sha256 = 'named'"));
    assertEquals(1, count("select count(*) from draft_copy"));
  }

  @Test
  void aLongQueueIsNotReadToFindOutWhoHasRunsThatAreDue() throws SQLException {
    retention.makePartitions();
    execute(
        "insert into run (tenant_id, id, flow_id, flow_version, state, trigger_kind, test,"
            + " reply_wanted, accepted_at, due_at) select '"
            + tenant
            + "', gen_random_uuid(), 'f', 1, 'QUEUED', 'WEBHOOK', false, false, now(), now()"
            + " from generate_series(1, 20000)");
    execute("analyze run");
    long reads =
        database
            .engine()
            .inTransaction(
                c -> {
                  try (var explain =
                      c.prepareStatement(
                          "explain (analyze, buffers, format json) " + RunClaims.TENANTS)) {
                    explain.setObject(1, Rows.timestamp(begin.plusSeconds(60)));
                    try (ResultSet row = explain.executeQuery()) {
                      row.next();
                      var plan = JsonText.parse(row.getString(1)).get(0).get("Plan");
                      return plan.get("Shared Hit Blocks").asLong()
                          + plan.get("Shared Read Blocks").asLong();
                    }
                  }
                });
    assertTrue(reads < 200, reads + " pages were read for one tenant");
  }

  @Test
  void nobodyButTheOwnerReachesAPartitionDirectly() throws SQLException {
    retention.makePartitions();
    assertEquals(
        0,
        count(
            "select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where c.relkind = 'r' and (has_table_privilege('patchbay_app', c.oid, 'select')"
                + " or has_table_privilege('patchbay_engine', c.oid, 'select')"
                + " or not c.relrowsecurity or not c.relforcerowsecurity)"));
  }

  private RunId accept() {
    RunId id = RunId.create(now.get(), ThreadLocalRandom.current());
    return store
        .accept(
            NewRun.of(
                tenant, id, FLOW, TriggerKind.WEBHOOK, JsonNodeFactory.instance.numberNode(1)))
        .run();
  }

  private ClaimedRun claim() {
    return store.claim("a", 1, Duration.ofMinutes(1)).getFirst();
  }

  private void finish() {
    try {
      store.finish(
          claim().lease(), List.of(), RunResult.succeeded(JsonNodeFactory.instance.numberNode(1)));
    } catch (io.patchbay.run.LeaseLost e) {
      throw new AssertionError(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
