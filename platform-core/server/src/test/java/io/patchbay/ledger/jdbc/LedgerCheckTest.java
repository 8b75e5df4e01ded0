package io.patchbay.ledger.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Retention;
import io.patchbay.run.jdbc.RunTotals;
import io.patchbay.run.view.RunFigures;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The account of all runs: exact while others write, and red when one is missing. */
class LedgerCheckTest {

  private static final FlowVersionRef FLOW = FlowVersionRef.version(new FlowId("flow"), 1);

  private final TestDatabase database = TestDatabase.start();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), now::get, 1_000);
  private final LedgerCheck check = new LedgerCheck(database.engine(), now::get, new Metrics());
  private final RunFigures figures = new RunFigures(database.transactions());
  private final TenantId tenant = database.newTenant();

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void everyRunIsCountedOnceBeforeAndAfterItsEndIsFolded() throws LeaseLost {
    finish(accept());
    accept();
    assertEquals(0, check.run());
    assertEquals(Map.of(RunState.SUCCEEDED, 1L, RunState.QUEUED, 1L), account().states());
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(10)));
    assertEquals(0, check.run());
    finish(accept());
    assertEquals(0, check.run());
    assertEquals(3, account().states().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(0, account().difference());
  }

  @Test
  void aCheckOfManyTenantsReadsNoRunsOfOthers() throws Exception {
    RunId ended = accept();
    finish(ended);
    String columns =
        "tenant_id, flow_id, flow_version, state, trigger_kind, test, reply_wanted, depth, epoch,"
            + " claims, woken, cancel_requested, limited, accepted_at";
    execute(
        "insert into run (id, finished_at, "
            + columns
            + ") select uuidv7(), finished_at - random() * interval '1 day', "
            + columns
            + " from run, generate_series(1, 20000) where id = '"
            + ended
            + "'");
    execute("analyze run");
    List<String> tenants =
        Stream.generate(database::newTenant).limit(20).map(TenantId::value).toList();
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(10)));
    assertTrue(read(c -> RunTotals.fold(c, now.get())) < 25_000);
    assertTrue(read(c -> RunTotals.of(c, tenants)) < 1_000);
  }

  /** How many runs a transaction reads by going through their tables. */
  private long read(EngineDatabase.Task task) {
    return database
        .engine()
        .inTransaction(
            c -> {
              task.run(c);
              try (Statement select = c.createStatement();
                  ResultSet row =
                      select.executeQuery(
                          "select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables"
                              + " where relname like 'run%'")) {
                row.next();
                return row.getLong(1);
              }
            });
  }

  @Test
  void aRunThatSomebodyDeletedIsMissing() throws Exception {
    accept();
    RunId lost = accept();
    assertEquals(0, check.run());
    execute("delete from run where id = '" + lost + "'");
    assertEquals(1, check.run());
    assertEquals(1, account().difference());
    assertTrue(figures.lastCheck(tenant).differsSince() != null);
  }

  @Test
  void aRunThatWasCountedLongAgoIsMissedWithinTheHour() throws Exception {
    RunId lost = accept();
    finish(lost);
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(10)));
    assertEquals(0, check.run());
    execute("delete from run where id = '" + lost + "'");
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(61)));
    assertEquals(1, check.run());
    assertEquals(1, check.run());
  }

  @Test
  void whatRetentionRemovesIsAccountedFor() throws Exception {
    Retention retention = new Retention(database.engine(), now::get);
    retention.makePartitions();
    finish(accept());
    accept();
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(10)));
    check.run();
    now.updateAndGet(t -> t.plus(Duration.ofDays(40)));
    assertEquals(0, check.run());
    assertEquals(1, retention.dropPartitions());
    for (Retention.Keeping keeping : retention.tenants()) {
      retention.sweep(keeping);
    }
    assertEquals(0, check.run());
    assertEquals(1, account().removed());
    assertEquals(Map.of(RunState.QUEUED, 1L, RunState.SUCCEEDED, 0L), account().states());
  }

  @Test
  void isExactWhileOthersWrite() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          workers.submit(
              () -> {
                while (!stop.get()) {
                  accept();
                  for (ClaimedRun run : store.claim("a", 10, Duration.ofMinutes(1))) {
                    store.finish(run.lease(), List.of(), ended());
                  }
                }
                return null;
              });
      for (int i = 0; i < 50; i++) {
        assertEquals(0, account().difference());
        assertEquals(0, check.run());
      }
      stop.set(true);
      writer.get();
    }
  }

  private RunTotals.Account account() {
    return figures.account(tenant);
  }

  private RunId accept() {
    RunId id = RunId.create(now.get(), ThreadLocalRandom.current());
    return store
        .accept(
            NewRun.of(
                tenant, id, FLOW, TriggerKind.WEBHOOK, JsonNodeFactory.instance.numberNode(1)))
        .run();
  }

  private static RunResult ended() {
    return RunResult.succeeded(JsonNodeFactory.instance.numberNode(1));
  }

  private void finish(RunId run) throws LeaseLost {
    for (ClaimedRun claimed : store.claim("a", 100, Duration.ofMinutes(1))) {
      if (claimed.lease().run().equals(run)) {
        store.finish(claimed.lease(), List.of(), ended());
      } else {
        store.release(claimed.lease(), List.of());
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
