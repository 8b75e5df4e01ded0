package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.RunId;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Rows whose time passed some while ago: an alarm was lost. */
  public static List<ScheduleRow> overdue(Connection connection, Instant before)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " where s.next_at < ? order by s.next_at limit 500")) {
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
