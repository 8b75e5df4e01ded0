package io.patchbay.ledger.jdbc;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.jdbc.RunTotals;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every minute, once an installation, that every tenant's accepted runs are somewhere, and
 * once an hour with every run counted anew. A new difference is counted anew at once before it is
 * believed; then it is an error in the log, red on the tenant's home, and the figure {@code
 * patchbay_ledger_difference}.
 */
@Singleton
public class LedgerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);
  private static final long EVERY_SECONDS = 60;
  private static final int CHUNK = 200;

  /** A run's end is on disk within a minute of its time, or not at all. */
  private static final Duration SETTLED = Duration.ofMinutes(3);

  private static final Duration RECOUNT_EVERY = Duration.ofHours(1);

  private final EngineDatabase database;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-ledger").factory());
  private volatile long differing;

  @Inject
  public LedgerCheck(EngineDatabase database, InstantSource clock, Metrics metrics) {
    this.database = database;
    this.clock = clock;
    metrics.gauge(
        "patchbay_ledger_difference",
        "Accepted runs that are in no state, of all tenants; anything but 0 is an alarm.",
        () -> differing);
  }

  void start(@Observes @Priority(500) PlatformStarted started) {
    timer.scheduleWithFixedDelay(this::runIfDue, 5, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes @Priority(10) PlatformStopping stopping) {
    timer.shutdownNow();
  }

  private void runIfDue() {
    try {
      run();
    } catch (RuntimeException e) {
      LOG.warn("The ledger is checked later: {}", e.getMessage());
    }
  }

  /** Once, now. Answers the sum of the differences, each without its sign. */
  public long run() {
    List<String> tenants = database.inTransaction(LedgerCheck::tenants);
    database.transact(c -> RunTotals.fold(c, clock.instant().minus(SETTLED)));
    if (database.inTransaction(this::isRecountDue)) {
      forChunks(tenants, this::recount);
    }
    forChunks(tenants, this::check);
    differing =
        database.inTransaction(
            c -> {
              try (Statement sum = c.createStatement();
                  ResultSet row =
                      sum.executeQuery(
                          "select coalesce(sum(abs(difference)), 0) from ledger_check")) {
                row.next();
                return row.getLong(1);
              }
            });
    return differing;
  }

  private interface Part {
    void take(List<String> tenants);
  }

  private static void forChunks(List<String> tenants, Part part) {
    for (int from = 0; from < tenants.size(); from += CHUNK) {
      part.take(tenants.subList(from, Math.min(tenants.size(), from + CHUNK)));
    }
  }

  private static List<String> tenants(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select id from tenant order by id")) {
      List<String> tenants = new ArrayList<>();
      while (rows.next()) {
        tenants.add(rows.getString(1));
      }
      return tenants;
    }
  }

  /** Of several nodes one counts. */
  private boolean isRecountDue(Connection connection) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update ledger_mark set recounted_at = ? where recounted_at < ?")) {
      update.setObject(1, Rows.timestamp(now));
      update.setObject(2, Rows.timestamp(now.minus(RECOUNT_EVERY)));
      return update.executeUpdate() == 1;
    }
  }

  private void recount(List<String> tenants) {
    database.transact(
        c -> {
          // One snapshot, which others' changes make fail rather than differ.
          try (Statement isolation = c.createStatement()) {
            isolation.execute("set transaction isolation level repeatable read");
          }
          RunTotals.recount(c, tenants);
        });
  }

  private void check(List<String> tenants) {
    Map<String, RunTotals.Account> accounts = database.inTransaction(c -> RunTotals.of(c, tenants));
    Map<String, Long> known = database.inTransaction(LedgerCheck::known);
    List<String> doubtful =
        accounts.entrySet().stream()
            .filter(e -> e.getValue().difference() != known.getOrDefault(e.getKey(), 0L))
            .map(Map.Entry::getKey)
            .toList();
    if (!doubtful.isEmpty()) {
      try {
        recount(doubtful);
      } catch (DatabaseException e) {
        LOG.debug("Counted anew the next time", e);
      }
      accounts.putAll(database.inTransaction(c -> RunTotals.of(c, doubtful)));
    }
    database.transact(c -> save(c, accounts));
    accounts.forEach(
        (tenant, account) -> {
          if (account.difference() != known.getOrDefault(tenant, 0L)) {
            LOG.error(
                "The ledger of tenant {} differs by {}: {} accepted, {} removed, in states {}",
                tenant,
                account.difference(),
                account.accepted(),
                account.removed(),
                account.states());
          }
        });
  }

  private static Map<String, Long> known(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select tenant_id, difference from ledger_check where difference <> 0")) {
      Map<String, Long> known = new java.util.HashMap<>();
      while (rows.next()) {
        known.put(rows.getString(1), rows.getLong(2));
      }
      return known;
    }
  }

  private void save(Connection connection, Map<String, RunTotals.Account> accounts)
      throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger_check as c (tenant_id, checked_at, difference, differs_since)"
                + " select t.id, ?, d.n, case when d.n <> 0 then ?::timestamptz end"
                + " from (select ?::text as id, ?::bigint as n) d join tenant t on t.id = d.id"
                + " on conflict (tenant_id) do update set checked_at = excluded.checked_at,"
                + " difference = excluded.difference, differs_since = case when"
                + " excluded.difference <> 0 then coalesce(c.differs_since, excluded.differs_since)"
                + " end")) {
      for (Map.Entry<String, RunTotals.Account> entry : accounts.entrySet()) {
        insert.setObject(1, Rows.timestamp(now));
        insert.setObject(2, Rows.timestamp(now));
        insert.setString(3, entry.getKey());
        insert.setLong(4, entry.getValue().difference());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
