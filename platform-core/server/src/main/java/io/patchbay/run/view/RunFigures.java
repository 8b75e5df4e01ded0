package io.patchbay.run.view;

import io.patchbay.flow.FlowId;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.jdbc.RunTotals;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures over the runs of a tenant. */
@Singleton
public class RunFigures {

  /** Runs of an hour by how they ended. */
  public record HourCount(Instant hour, long succeeded, long failed, long other) {}

  /** A flow's runs within a period. */
  public record FlowFigure(
      String flowId, String name, long runs, long failed, double p50Ms, double p95Ms) {}

  private static final String FIGURES =
      "select r.flow_id, coalesce(f.name, r.flow_id) as name, count(*) as runs,"
          + " count(*) filter (where r.state in ('FAILED', 'DEAD')) as failed,"
          + " coalesce(percentile_cont(0.5) within group (order by ms), 0) as p50,"
          + " coalesce(percentile_cont(0.95) within group (order by ms), 0) as p95"
          + " from (select *, extract(epoch from finished_at - started_at) * 1000 as ms from run"
          + " where tenant_id = ? and accepted_at >= ? and not test) r"
          + " left join flow f on f.tenant_id = r.tenant_id and f.id = r.flow_id"
          + " group by r.flow_id, f.name";

  private final TenantTransactions transactions;

  @Inject
  public RunFigures(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T query(TenantId tenant, Query<T> query) {
    return transactions.inTransaction(
        tenant, em -> em.<Connection, T>callWithConnection(query::run));
  }

  /** The input of the flow's newest run, if it is small enough to be a sample. */
  public Optional<String> lastInput(TenantId tenant, FlowId flow) {
    return query(
        tenant,
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(
                  "select input from run where tenant_id = ? and flow_id = ? order by id desc"
                      + " limit 1")) {
            select.setString(1, tenant.value());
            select.setString(2, flow.value());
            try (ResultSet rows = select.executeQuery()) {
              @Nullable String input = rows.next() ? rows.getString(1) : null;
              return Optional.ofNullable(input);
            }
          }
        });
  }

  /** All counts in one snapshot, so that their difference means something. */
  public RunTotals.Account account(TenantId tenant) {
    return query(
        tenant,
        c -> {
          RunTotals.Account account = RunTotals.of(c, List.of(tenant.value())).get(tenant.value());
          return account == null ? new RunTotals.Account(0, 0, Map.of()) : account;
        });
  }

  /** What the last check of the tenant's ledger found. */
  public record LastCheck(@Nullable Instant checkedAt, @Nullable Instant differsSince) {}

  public LastCheck lastCheck(TenantId tenant) {
    return query(
        tenant,
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(
                  "select checked_at, differs_since from ledger_check where tenant_id = ?")) {
            select.setString(1, tenant.value());
            try (ResultSet rows = select.executeQuery()) {
              return rows.next()
                  ? new LastCheck(
                      Rows.instantOrNull(rows, "checked_at"),
                      Rows.instantOrNull(rows, "differs_since"))
                  : new LastCheck(null, null);
            }
          }
        });
  }

  /** Every hour since a moment, also those without runs. */
  public List<HourCount> hours(TenantId tenant, Instant since, Instant until) {
    return query(
        tenant,
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(
                  "select h.hour, count(r.id) filter (where r.state = 'SUCCEEDED') as succeeded,"
                      + " count(r.id) filter (where r.state in ('FAILED', 'DEAD')) as failed,"
                      + " count(r.id) filter (where r.state not in"
                      + " ('SUCCEEDED', 'FAILED', 'DEAD')) as other"
                      + " from generate_series(date_trunc('hour', ?::timestamptz),"
                      + " ?::timestamptz, interval '1 hour') as h(hour)"
                      + " left join run r on r.tenant_id = ? and r.accepted_at >= h.hour"
                      + " and r.accepted_at < h.hour + interval '1 hour' and r.accepted_at >= ?"
                      + " and not r.test"
                      + " group by h.hour order by h.hour")) {
            select.setObject(1, Rows.timestamp(since));
            select.setObject(2, Rows.timestamp(until));
            select.setString(3, tenant.value());
            select.setObject(4, Rows.timestamp(since));
            List<HourCount> hours = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                hours.add(
                    new HourCount(
                        Rows.instant(rows, "hour"),
                        rows.getLong("succeeded"),
                        rows.getLong("failed"),
                        rows.getLong("other")));
              }
            }
            return hours;
          }
        });
  }

  public List<FlowFigure> slowest(TenantId tenant, Instant since, int limit) {
    return figures(tenant, since, FIGURES + " order by p95 desc, r.flow_id limit ?", limit);
  }

  /** Only flows that failed. */
  public List<FlowFigure> failing(TenantId tenant, Instant since, int limit) {
    return figures(
        tenant,
        since,
        FIGURES
            + " having count(*) filter (where r.state in ('FAILED', 'DEAD')) > 0"
            + " order by failed desc, r.flow_id limit ?",
        limit);
  }

  private List<FlowFigure> figures(TenantId tenant, Instant since, String sql, int limit) {
    return query(
        tenant,
        c -> {
          try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, tenant.value());
            select.setObject(2, Rows.timestamp(since));
            select.setInt(3, limit);
            List<FlowFigure> figures = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                figures.add(
                    new FlowFigure(
                        rows.getString("flow_id"),
                        rows.getString("name"),
                        rows.getLong("runs"),
                        rows.getLong("failed"),
                        rows.getDouble("p50"),
                        rows.getDouble("p95")));
              }
            }
            return figures;
          }
        });
  }
}
