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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Leases as the rows of their runs have them. */
final class LeaseRows {

  /** Locks rows by their keys, as {@link RunWrites} does, and sees each as it was locked. */
  static final String RENEW =
      "with l as materialized (select l.*, array[id] as ids from unnest(?::text[], ?::uuid[], ?::int8[])"
          + " as l(tenant_id, id, epoch)), k as materialized (select l.tenant_id, l.ids from l"
          + " cross join lateral (select run.state, run.epoch, run.lease_owner from run"
          + " where run.tenant_id = l.tenant_id and run.id = any(l.ids)"
          + IdRange.CONDITION
          + " offset 0 for update) r"
          + " where r.state = 'RUNNING' and r.epoch = l.epoch and r.lease_owner = ?)"
          + " update run set due_at = ? from k"
          + " where run.tenant_id = k.tenant_id and run.id = any(k.ids)"
          + IdRange.CONDITION
          + " returning run.id, run.cancel_requested";

  private static final Comparator<Lease> LOCK_ORDER =
      Comparator.comparing((Lease lease) -> lease.tenant().value())
          .thenComparing(lease -> lease.run().value(), Rows.ID_ORDER);

  private LeaseRows() {}

  /** One statement. */
  static Renewal renew(Connection connection, String node, Collection<Lease> leases, Instant until)
      throws SQLException {
    Set<RunId> renewed = new HashSet<>();
    Set<RunId> cancelled = new HashSet<>();
    List<Lease> list = leases.stream().sorted(LOCK_ORDER).toList();
    try (PreparedStatement update = connection.prepareStatement(RENEW)) {
      Columns columns = new Columns(connection, update);
      columns.text(list, lease -> lease.tenant().value());
      columns.uuid(list, lease -> lease.run().value());
      columns.int8(list, Lease::epoch);
      IdRange range = IdRange.of(list, lease -> lease.run().value());
      range.bind(columns);
      columns.all(node);
      columns.all(Rows.timestamp(until));
      range.bind(columns);
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
