package io.patchbay.run.jdbc;

import io.patchbay.run.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts the runs of tenants by state without looking at all of them: runs that ended before the
 * mark are counted once and kept as totals; open ones and those that ended since are counted from
 * their indexes. One statement, so one snapshot: exact while others write.
 */
public final class RunTotals {

  /**
   * The account of one tenant.
   *
   * @param accepted by the ledger's own count, without duplicates
   * @param removed by retention, by the ledger's own count
   */
  public record Account(long accepted, long removed, Map<RunState, Long> states) {
    public long difference() {
      return accepted - removed - states.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final String COUNT =
      "with t as (select unnest(?::text[]) as id), counts as ("
          + " select e.tenant_id as id, e.state, e.runs as n from ended_total e"
          + " join t on t.id = e.tenant_id"
          + " union all select t.id, x.state, x.n from t cross join lateral (select r.state,"
          + " count(*) as n from run r where r.tenant_id = t.id"
          + " and r.finished_at >= (select finished_before from ledger_mark) group by r.state) x"
          + " union all select t.id, x.state, x.n from t cross join lateral (select r.state,"
          + " count(*) as n from run r where r.tenant_id = t.id and r.state in"
          + " ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN') group by r.state) x)"
          + " select id, state, sum(n)::bigint as n, 0::bigint as removed from counts"
          + " group by id, state"
          + " union all select t.id, '', coalesce(sum(l.accepted), 0)::bigint,"
          + " coalesce(sum(l.removed), 0)::bigint from t"
          + " left join ledger l on l.tenant_id = t.id group by t.id";

  private static final String FOLD =
      "insert into ended_total as e (tenant_id, state, runs)"
          + " select t.id, x.state, x.n from tenant t cross join lateral (select r.state,"
          + " count(*) as n from run r where r.tenant_id = t.id and r.finished_at >="
          + " (select finished_before from ledger_mark) and r.finished_at < ? group by r.state) x"
          + " on conflict (tenant_id, state) do update set runs = e.runs + excluded.runs";

  private static final String FORGET =
      "insert into ended_total as e (tenant_id, state, runs)"
          + " select r.tenant_id, r.state, -count(*) from run r where %s group by 1, 2"
          + " on conflict (tenant_id, state) do update set runs = e.runs + excluded.runs";

  /**
   * The planner does not know how few runs ended since the mark, and would rather read all runs,
   * once a tenant.
   */
  private static final String BY_INDEX = "select set_config('enable_seqscan', 'off', true)";

  private RunTotals() {}

  private static void byIndex(Connection connection) throws SQLException {
    try (Statement set = connection.createStatement()) {
      set.execute(BY_INDEX);
    }
  }

  /**
   * Every tenant that was asked for is answered. In a transaction, whose later statements read no
   * table from end to end either, if there is another way.
   */
  public static Map<String, Account> of(Connection connection, Collection<String> tenants)
      throws SQLException {
    byIndex(connection);
    Map<String, Map<RunState, Long>> states = new LinkedHashMap<>();
    Map<String, long[]> ledger = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setArray(1, connection.createArrayOf("text", tenants.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String tenant = rows.getString(1);
          String state = rows.getString(2);
          if (state.isEmpty()) {
            ledger.put(tenant, new long[] {rows.getLong(3), rows.getLong(4)});
          } else {
            states
                .computeIfAbsent(tenant, t -> new EnumMap<>(RunState.class))
                .put(RunState.valueOf(state), rows.getLong(3));
          }
        }
      }
    }
    Map<String, Account> accounts = new LinkedHashMap<>();
    ledger.forEach(
        (tenant, sums) ->
            accounts.put(
                tenant,
                new Account(sums[0], sums[1], Map.copyOf(states.getOrDefault(tenant, Map.of())))));
    return accounts;
  }

  /** Moves the mark forward. Runs that finished before it must have been committed. */
  public static void fold(Connection connection, Instant finishedBefore) throws SQLException {
    if (!lockMark(connection).isBefore(finishedBefore)) {
      return;
    }
    byIndex(connection);
    try (PreparedStatement fold = connection.prepareStatement(FOLD);
        PreparedStatement move =
            connection.prepareStatement("update ledger_mark set finished_before = ?")) {
      fold.setObject(1, Rows.timestamp(finishedBefore));
      fold.executeUpdate();
      move.setObject(1, Rows.timestamp(finishedBefore));
      move.executeUpdate();
    }
  }

  /** Counts again what ended before the mark, row by row: true, and as slow as it is long. */
  public static void recount(Connection connection, Collection<String> tenants)
      throws SQLException {
    lockMark(connection);
    try (PreparedStatement clear =
            connection.prepareStatement("delete from ended_total where tenant_id = any(?)");
        PreparedStatement count =
            connection.prepareStatement(
                "insert into ended_total (tenant_id, state, runs)"
                    + " select tenant_id, state, count(*) from run where tenant_id = any(?)"
                    + " and finished_at < (select finished_before from ledger_mark)"
                    + " group by tenant_id, state")) {
      Object[] names = tenants.toArray();
      clear.setArray(1, connection.createArrayOf("text", names));
      clear.executeUpdate();
      count.setArray(1, connection.createArrayOf("text", names));
      count.executeUpdate();
    }
  }

  /** Before runs that ended before the mark are deleted, in the same transaction. */
  static void forget(Connection connection, String tenant, Object[] runs) throws SQLException {
    String which =
        "r.tenant_id = ? and r.id = any(?) and r.finished_at <"
            + " (select finished_before from ledger_mark)";
    lockMark(connection);
    try (PreparedStatement forget = connection.prepareStatement(FORGET.formatted(which))) {
      forget.setString(1, tenant);
      forget.setArray(2, connection.createArrayOf("uuid", runs));
      forget.executeUpdate();
    }
  }

  /** As {@link #forget(Connection, String, Object[])} for a range of runs of all tenants. */
  static void forget(Connection connection, UUID low, UUID high, Instant limit)
      throws SQLException {
    String which =
        "r.id >= ? and r.id < ? and r.finished_at < ? and r.finished_at <"
            + " (select finished_before from ledger_mark)";
    lockMark(connection);
    try (PreparedStatement forget = connection.prepareStatement(FORGET.formatted(which))) {
      forget.setObject(1, low);
      forget.setObject(2, high);
      forget.setObject(3, Rows.timestamp(limit));
      forget.executeUpdate();
    }
  }

  /** Who moves the mark and who removes runs take turns. */
  private static Instant lockMark(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement();
        ResultSet row =
            lock.executeQuery(
                "select greatest(finished_before, '1970-01-01'::timestamptz) as at"
                    + " from ledger_mark for update")) {
      row.next();
      return Rows.instant(row, "at");
    }
  }
}
