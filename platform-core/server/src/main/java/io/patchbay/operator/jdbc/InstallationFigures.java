package io.patchbay.operator.jdbc;

import io.patchbay.operator.rest.OperatorOverview.DatabaseStatus;
import io.patchbay.operator.rest.OperatorOverview.PluginCounts;
import io.patchbay.operator.rest.OperatorOverview.QueueStatus;
import io.patchbay.operator.rest.OperatorOverview.StateCount;
import io.patchbay.operator.rest.OperatorOverview.TenantUsage;
import io.patchbay.platform.database.EngineDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures over all tenants: counts and sizes, never what is in a run. */
@Singleton
public class InstallationFigures {

  /** Reads one row. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final EngineDatabase engine;

  @Inject
  public InstallationFigures(EngineDatabase engine) {
    this.engine = engine;
  }

  public DatabaseStatus database() {
    long begin = System.nanoTime();
    engine.inTransaction(connection -> rows(connection, "select 1", row -> row.getInt(1)));
    double latencyMs = (System.nanoTime() - begin) / 1e6;
    return engine.inTransaction(
        connection ->
            rows(
                    connection,
                    """
                    select current_setting('server_version'), pg_database_size(current_database()),
                           (select count(*) from pg_stat_activity where datname = current_database()),
                           current_setting('max_connections')::int,
                           schema_version()
                    """,
                    row ->
                        new DatabaseStatus(
                            "PostgreSQL",
                            row.getString(1),
                            row.getLong(2),
                            latencyMs,
                            row.getInt(3),
                            row.getInt(4),
                            row.getString(5)))
                .getFirst());
  }

  /** Ended runs by the ledger's totals and what ended since, so that no one counts them all. */
  public List<StateCount> runsByState() {
    return query(
        """
        select lower(state), sum(n)::bigint from (
          select state, runs as n from ended_total
          union all select r.state, count(*) from tenant t join run r on r.tenant_id = t.id
            and r.finished_at >= (select finished_before from ledger_mark) group by r.state
          union all select state, count(*) from run where state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN') group by state) c
         group by state order by 1
        """,
        row -> new StateCount(row.getString(1), row.getLong(2)));
  }

  /** The busiest tenants of the last 24 hours. */
  public List<TenantUsage> usage() {
    return query(
        """
        select t.slug, t.name, coalesce(r.runs, 0), coalesce(r.failed, 0), coalesce(r.active, 0), coalesce(r.queued, 0)
          from tenant t left join (
            select tenant_id,
                   count(*) filter (where accepted_at > now() - interval '24 hours') as runs,
                   count(*) filter (where accepted_at > now() - interval '24 hours' and state in ('FAILED', 'DEAD')) as failed,
                   count(*) filter (where state = 'RUNNING') as active,
                   count(*) filter (where state = 'QUEUED') as queued
              from run where accepted_at > now() - interval '24 hours' or state in ('RUNNING', 'QUEUED')
             group by tenant_id) r on r.tenant_id = t.id
         order by 3 desc, 1 limit 50
        """,
        row ->
            new TenantUsage(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6)));
  }

  public QueueStatus queue() {
    return query(
            """
            select count(*) filter (where state = 'QUEUED'),
                   coalesce(extract(epoch from now() - min(accepted_at) filter (where state = 'QUEUED')), 0),
                   count(*) filter (where state = 'UNCERTAIN'), count(*) filter (where state = 'DEAD')
              from run where state in ('QUEUED', 'UNCERTAIN', 'DEAD')
            """,
            row ->
                new QueueStatus(
                    row.getLong(1), Math.max(0, row.getDouble(2)), row.getLong(3), row.getLong(4)))
        .getFirst();
  }

  /**
   * Runs that a node holds.
   *
   * @param leasedUntil when the last of them may be taken over if the node does not come back
   */
  public record Held(int runs, Instant leasedUntil) {}

  public Map<String, Held> heldByNode() {
    Map<String, Held> held = new HashMap<>();
    query(
        "select lease_owner, count(*), max(due_at) from run where lease_owner is not null"
            + " and state = 'RUNNING' and due_at is not null group by lease_owner",
        row ->
            held.put(row.getString(1), new Held(row.getInt(2), row.getTimestamp(3).toInstant())));
    return held;
  }

  public PluginCounts plugins() {
    return query(
            "select count(distinct plugin_id), count(*) filter (where quarantine is not null) from"
                + " plugin_bundle",
            row -> new PluginCounts(row.getInt(1), row.getInt(2), 0))
        .getFirst();
  }

  private <T> List<T> query(String sql, Row<T> read) {
    return engine.inTransaction(connection -> rows(connection, sql, read));
  }

  private static <T> List<T> rows(Connection connection, String sql, Row<T> read)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setQueryTimeout(10);
      try (ResultSet row = select.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (row.next()) {
          found.add(read.read(row));
        }
        return found;
      }
    }
  }
}
