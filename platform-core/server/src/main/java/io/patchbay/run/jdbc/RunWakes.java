package io.patchbay.run.jdbc;

import io.patchbay.run.RunId;
import io.patchbay.run.Settlement;
import io.patchbay.run.Signal;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;

/**
 * Makes a run claimable because of something that happened, and keeps what it was, in one
 * transaction. A run that a node holds stays with it and is queued when it parks; one of a limited
 * flow waits for its turn, before those that were accepted later. Each answers false, and does
 * nothing, when there is no such run or it has ended.
 */
final class RunWakes {

  private static final String OPEN = "state in ('QUEUED', 'RUNNING', 'WAITING', 'UNCERTAIN')";

  private static final String DUE =
      "turn_at = null, due_at = case when state = 'RUNNING' then due_at"
          + " else least(due_at, ?) end, ";

  private static final String IN_TURN =
      "turn_at = case when limited and state <> 'RUNNING' and due_at is null then accepted_at end,"
          + " due_at = case when state = 'RUNNING' or limited then due_at"
          + " else least(due_at, ?) end, ";

  private final InstantSource clock;

  RunWakes(InstantSource clock) {
    this.clock = clock;
  }

  boolean wake(Connection connection, TenantId tenant, RunId run) throws SQLException {
    return wake(connection, tenant, run, IN_TURN, OPEN);
  }

  /** At once, out of turn: there is nothing to do any more. */
  boolean cancel(Connection connection, TenantId tenant, RunId run) throws SQLException {
    return wake(connection, tenant, run, "cancel_requested = true, " + DUE, OPEN);
  }

  /** Also false when no step of the run is uncertain. */
  boolean settle(Connection connection, TenantId tenant, RunId run, Settlement settlement)
      throws SQLException {
    if (!wake(connection, tenant, run, IN_TURN, "state = 'UNCERTAIN'")) {
      return false;
    }
    Settlements.save(connection, tenant.value(), run.value(), settlement, clock.instant());
    return true;
  }

  boolean signal(Connection connection, TenantId tenant, RunId run, Signal signal)
      throws SQLException {
    if (!wake(connection, tenant, run)) {
      return false;
    }
    Signals.save(connection, tenant.value(), run.value(), signal, clock.instant());
    return true;
  }

  /** Only constants of this class become SQL here. */
  private boolean wake(
      Connection connection, TenantId tenant, RunId run, String change, String condition)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update run set "
                + change
                + "woken = true, state = case when state = 'RUNNING' then state else"
                + " 'QUEUED' end, wake_at = case when state = 'RUNNING' then wake_at"
                + " end where tenant_id = ? and id = ? and "
                + condition)) {
      update.setObject(1, Rows.timestamp(clock.instant()));
      update.setString(2, tenant.value());
      update.setObject(3, run.value());
      return update.executeUpdate() > 0;
    }
  }
}
