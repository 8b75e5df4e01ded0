package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.RunId;
import io.patchbay.run.jdbc.Columns;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow that fires by time, as its row has it.
 *
 * @param nextAt null: after the end of the last run
 * @param zone the tenant's
 * @param suspended the tenant is
 */
public record ScheduleRow(
    TenantId tenant,
    FlowVersionRef version,
    boolean isPoll,
    @Nullable Instant nextAt,
    @Nullable RunId lastRun,
    int failures,
    String zone,
    boolean suspended) {

  private static final String SELECT =
      "select s.*, t.time_zone, t.state as tenant_state from schedule s"
          + " join tenant t on t.id = s.tenant_id";

  /** The rows of these flows that there are. */
  public static List<ScheduleRow> findAll(Connection connection, Collection<TimedFlow> flows)
      throws SQLException {
    return all(connection, flows, "");
  }

  /** As {@link #findAll}; locks them, in one order, until the transaction ends. */
  static List<ScheduleRow> lockAll(Connection connection, Collection<TimedFlow> flows)
      throws SQLException {
    return all(connection, flows, " order by s.tenant_id, s.flow_id for update of s");
  }

  private static List<ScheduleRow> all(
      Connection connection, Collection<TimedFlow> flows, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + " join unnest(?::text[], ?::text[]) k(tenant_id, flow_id)"
                + " on k.tenant_id = s.tenant_id and k.flow_id = s.flow_id"
                + lock)) {
      Columns columns = new Columns(connection, select);
      List<TimedFlow> list = List.copyOf(flows);
      columns.text(list, flow -> flow.tenant().value());
      columns.text(list, flow -> flow.flow().value());
      return read(select);
    }
  }

  public TimedFlow timed() {
    return new TimedFlow(tenant, version.flow());
  }

  /** Locks the row until the transaction ends. */
  public static Optional<ScheduleRow> lock(Connection connection, TenantId tenant, FlowId flow)
      throws SQLException {
    return one(connection, tenant, flow, " for update of s");
  }

  public static Optional<ScheduleRow> find(Connection connection, TenantId tenant, FlowId flow)
      throws SQLException {
    return one(connection, tenant, flow, "");
  }

  private static Optional<ScheduleRow> one(
      Connection connection, TenantId tenant, FlowId flow, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " where s.tenant_id = ? and s.flow_id = ?" + lock)) {
      select.setString(1, tenant.value());
      select.setString(2, flow.value());
      return read(select).stream().findFirst();
    }
  }

  /** Rows whose time is before another, the earliest first; not more than some thousand. */
  public static List<ScheduleRow> dueBefore(Connection connection, Instant before)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where s.next_at < ? order by s.next_at limit 2000")) {
      select.setObject(1, Rows.timestamp(before));
      return read(select);
    }
  }

  private static List<ScheduleRow> read(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<ScheduleRow> found = new ArrayList<>();
      while (rows.next()) {
        UUID last = Rows.uuidOrNull(rows, "last_run");
        found.add(
            new ScheduleRow(
                new TenantId(rows.getString("tenant_id")),
                FlowVersionRef.version(
                    new FlowId(rows.getString("flow_id")), rows.getInt("flow_version")),
                rows.getString("kind").equals("POLL"),
                Rows.instantOrNull(rows, "next_at"),
                last == null ? null : new RunId(last),
                rows.getInt("failures"),
                rows.getString("time_zone"),
                rows.getString("tenant_state").equals("suspended")));
      }
      return found;
    }
  }

  /**
   * Where a row that fired moves on to.
   *
   * @param run null: the last run stays as it is
   */
  record Move(ScheduleRow row, @Nullable Instant nextAt, @Nullable RunId run) {}

  static void moveAll(Connection connection, List<Move> moves) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update schedule s set next_at = k.next_at::timestamptz, failures = 0,"
                + " last_run = coalesce(k.last_run, s.last_run)"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::uuid[])"
                + " k(tenant_id, flow_id, next_at, last_run)"
                + " where s.tenant_id = k.tenant_id and s.flow_id = k.flow_id")) {
      Columns columns = new Columns(connection, update);
      columns.text(moves, move -> move.row.tenant.value());
      columns.text(moves, move -> move.row.version.flow().value());
      columns.time(moves, Move::nextAt);
      columns.uuid(moves, move -> move.run == null ? null : move.run.value());
      update.executeUpdate();
    }
  }

  /** Moves the row on. */
  public void update(
      Connection connection,
      @Nullable Instant newNextAt,
      @Nullable RunId newLastRun,
      int newFailures)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update schedule set next_at = ?, last_run = coalesce(?, last_run), failures = ?"
                + " where tenant_id = ? and flow_id = ?")) {
      update.setObject(1, Rows.timestampOrNull(newNextAt), Types.TIMESTAMP_WITH_TIMEZONE);
      update.setObject(2, newLastRun == null ? null : newLastRun.value(), Types.OTHER);
      update.setInt(3, newFailures);
      update.setString(4, tenant.value());
      update.setString(5, version.flow().value());
      update.executeUpdate();
    }
  }
}
