package io.patchbay.run.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives runs of limited flows their turn, so many as may be under way at once over all nodes: who
 * gives turns to a flow holds the row of its limit. What waits for its turn is not due, so that
 * claims and other flows never see it. Used within a claim, by one thread at a time; {@link #ring}
 * may be called on any.
 */
final class FlowTurns {

  /** So often it is looked at without having been told. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final int MOST = 500;
  private static final int CHUNK = 2_000;

  /** The flows whose runs wait, by jumping through the index, as in {@link RunClaims}. */
  private static final String WAITING =
      "with recursive t(tenant_id, flow_id) as ("
          + "(select tenant_id, flow_id from run where turn_at is not null"
          + " order by tenant_id, flow_id limit 1)"
          + " union all select n.tenant_id, n.flow_id from t cross join lateral"
          + " (select r.tenant_id, r.flow_id from run r where r.turn_at is not null"
          + " and (r.tenant_id, r.flow_id) > (t.tenant_id, t.flow_id)"
          + " order by r.tenant_id, r.flow_id limit 1) n)"
          + " select t.tenant_id, t.flow_id from t where (select r.turn_at from run r"
          + " where r.tenant_id = t.tenant_id and r.flow_id = t.flow_id"
          + " and r.turn_at is not null order by r.turn_at limit 1) <= ?";

  /** Nothing while another node gives turns to the flow. */
  private static final String LOCK =
      "select coalesce(max_running, "
          + MOST
          + ") from flow_limit where tenant_id = ?"
          + " and flow_id = ? for update skip locked";

  /** A statement of its own: it sees the turns that were given before. */
  private static final String UNDER_WAY =
      "select count(*) from run where tenant_id = ? and flow_id = ? and limited"
          + " and due_at is not null";

  private static final String GIVE =
      "with k as materialized (select tenant_id, array[id] as ids from run where tenant_id = ?"
          + " and flow_id = ? and turn_at <= ? order by turn_at, id limit ? for update skip locked)"
          + " update run set due_at = turn_at, turn_at = null from k"
          + " where run.tenant_id = k.tenant_id and run.id = any(k.ids)";

  /** In the order in which every writer locks runs. */
  private static final String OPEN_RUNS =
      "with k as materialized (select tenant_id, array[id] as ids from run where tenant_id = ?"
          + " and flow_id = ? and state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN') and limited = ?"
          + " order by tenant_id, id limit "
          + CHUNK
          + " for update) update run set ";

  /** Not {@code run.id = k.id}; see {@link IdRange}. */
  private static final String OF_K =
      " from k where run.tenant_id = k.tenant_id and run.id = any(k.ids)";

  private static final String BIND =
      OPEN_RUNS
          + "limited = true, turn_at = case when state <> 'RUNNING' then due_at end,"
          + " due_at = case when state = 'RUNNING' then due_at end"
          + OF_K;

  private static final String FREE =
      OPEN_RUNS + "limited = false, due_at = coalesce(due_at, turn_at), turn_at = null" + OF_K;

  private record Flow(String tenant, String flow) {}

  private record Changed(Flow flow, boolean limited) {}

  private final AtomicBoolean bell = new AtomicBoolean();
  private final AtomicBoolean missed = new AtomicBoolean();
  private volatile boolean limits;
  private Instant next = Instant.MIN;

  /** A run has come in that waits for its turn. */
  void expect() {
    limits = true;
    ring();
  }

  /** A place may be free, or a run may go on when it has its turn. */
  void ring() {
    bell.set(true);
  }

  /** Another node was at a flow: it may not have seen the place that has become free here. */
  boolean takeMissed() {
    return missed.getAndSet(false);
  }

  void give(Connection connection, Instant now) throws SQLException {
    boolean rung = bell.getAndSet(false);
    if (!(rung && limits) && now.isBefore(next) && next.isBefore(now.plus(LOOK.multipliedBy(2)))) {
      return;
    }
    next = now.plus(LOOK);
    limits = areThere(connection);
    if (limits) {
      apply(connection);
      for (Flow flow : waiting(connection, now)) {
        give(connection, flow, now);
      }
    }
  }

  private static boolean areThere(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select exists (select 1 from flow_limit)");
        ResultSet rows = select.executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static List<Flow> waiting(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(WAITING)) {
      select.setObject(1, Rows.timestamp(now));
      List<Flow> flows = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          flows.add(new Flow(rows.getString(1), rows.getString(2)));
        }
      }
      return flows;
    }
  }

  private void give(Connection connection, Flow flow, Instant now) throws SQLException {
    long most = number(connection, LOCK, flow);
    if (most < 0) {
      missed.set(true);
      return;
    }
    long room = Math.min(MOST, most - number(connection, UNDER_WAY, flow));
    if (room <= 0) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(GIVE)) {
      update.setString(1, flow.tenant);
      update.setString(2, flow.flow);
      update.setObject(3, Rows.timestamp(now));
      update.setLong(4, room);
      update.executeUpdate();
    }
  }

  private static long number(Connection connection, String sql, Flow flow) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, flow.tenant);
      select.setString(2, flow.flow);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : -1;
      }
    }
  }

  /**
   * Tells the open runs of flows whose limit has come or gone, a part of them at a time; of one
   * flow in a transaction, because runs are locked in their order.
   */
  private static void apply(Connection connection) throws SQLException {
    for (Changed changed : changed(connection)) {
      int told;
      try (PreparedStatement update = connection.prepareStatement(changed.limited ? BIND : FREE)) {
        bind(update, changed.flow);
        update.setBoolean(3, !changed.limited);
        told = update.executeUpdate();
      }
      if (told < CHUNK) {
        settle(connection, changed.flow);
      }
      if (told > 0) {
        return;
      }
    }
  }

  private static List<Changed> changed(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select tenant_id, flow_id, max_running is not null from flow_limit"
                    + " where not applied order by tenant_id, flow_id limit 50"
                    + " for update skip locked");
        ResultSet rows = select.executeQuery()) {
      List<Changed> changed = new ArrayList<>();
      while (rows.next()) {
        changed.add(
            new Changed(new Flow(rows.getString(1), rows.getString(2)), rows.getBoolean(3)));
      }
      return changed;
    }
  }

  /** The row stays without a limit: a run may come in late that still thinks it has to wait. */
  private static void settle(Connection connection, Flow flow) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update flow_limit set applied = true where tenant_id = ? and flow_id = ?")) {
      bind(update, flow);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Flow flow) throws SQLException {
    statement.setString(1, flow.tenant);
    statement.setString(2, flow.flow);
  }
}
