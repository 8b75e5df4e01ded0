package io.patchbay.run.jdbc;

import io.patchbay.run.Lease;
import io.patchbay.run.Renewal;
import io.patchbay.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Leases as the rows of their runs have them. */
final class LeaseRows {

  /** Locks in the order in which writes lock, and sees each row as it was locked. */
  private static final String RENEW =
      "with k as materialized (select run.tenant_id, run.id from run"
          + " join unnest(?::text[], ?::uuid[], ?::int8[]) as l(tenant_id, id, epoch)"
          + " on run.tenant_id = l.tenant_id and run.id = l.id and run.epoch = l.epoch"
          + " where run.state = 'RUNNING' and run.lease_owner = ?"
          + " order by run.tenant_id, run.id for update of run)"
          + " update run set due_at = ? from k"
          + " where run.tenant_id = k.tenant_id and run.id = k.id"
          + " returning run.id, run.cancel_requested";

  private LeaseRows() {}

  /** One statement. */
  static Renewal renew(Connection connection, String node, Collection<Lease> leases, Instant until)
      throws SQLException {
    Set<RunId> renewed = new HashSet<>();
    Set<RunId> cancelled = new HashSet<>();
    List<Lease> list = List.copyOf(leases);
    try (PreparedStatement update = connection.prepareStatement(RENEW)) {
      Columns columns = new Columns(connection, update);
      columns.text(list, lease -> lease.tenant().value());
      columns.uuid(list, lease -> lease.run().value());
      columns.int8(list, Lease::epoch);
      columns.all(node);
      columns.all(Rows.timestamp(until));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          RunId run = new RunId(rows.getObject(1, UUID.class));
          renewed.add(run);
          if (rows.getBoolean(2)) {
            cancelled.add(run);
          }
        }
      }
    }
    return new Renewal(renewed, cancelled);
  }

  /** Ends the leases of a node now. */
  static int reclaim(Connection connection, String node, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update run set due_at = ? where due_at is not null and lease_owner = ?"
                + " and state = 'RUNNING'")) {
      update.setObject(1, Rows.timestamp(now));
      update.setString(2, node);
      return update.executeUpdate();
    }
  }
}
