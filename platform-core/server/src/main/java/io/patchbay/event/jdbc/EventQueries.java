package io.patchbay.event.jdbc;

import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.jdbc.Rows;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the event log of one tenant, through the tenant's wall. */
@Singleton
public class EventQueries {

  /** So many runs of one event are shown. */
  public static final int MOST_DELIVERIES = 200;

  private static final String COLUMNS =
      "select e.position, e.id, e.source, e.type, e.subject, e.time, e.received_at, e.origin,"
          + " e.run_id, e.bytes, (select count(*) from event_delivery d where d.tenant_id ="
          + " e.tenant_id and d.position = e.position) as runs";

  /** A row of the list. */
  public record Listed(
      long position,
      String id,
      String source,
      String type,
      @Nullable String subject,
      @Nullable Instant time,
      Instant receivedAt,
      String origin,
      @Nullable String run,
      int bytes,
      int runs) {}

  /**
   * One event.
   *
   * @param dispatched it has been handed to whom it concerns
   */
  public record Found(Listed listed, JsonNode event, boolean dispatched, List<Delivered> runs) {}

  /**
   * @param stepId empty: the run was started
   * @param flow null: the run is gone
   */
  public record Delivered(
      String run,
      String stepId,
      @Nullable String flow,
      @Nullable String flowName,
      @Nullable String state) {}

  private final TenantTransactions transactions;

  @Inject
  public EventQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Newest first.
   *
   * @param before position of the last row of the page before
   */
  public List<Listed> list(
      TenantId tenant, EventListFilter filter, Optional<Long> before, int limit) {
    StringBuilder sql = new StringBuilder(COLUMNS).append(" from event e where e.tenant_id = ?");
    List<Object> values = new ArrayList<>(List.of(tenant.value()));
    before.ifPresent(position -> and(sql, values, "e.position < ?", position));
    equal(sql, values, "e.type = ?", filter.type());
    equal(sql, values, "e.source = ?", filter.source());
    equal(sql, values, "e.subject = ?", filter.subject());
    if (filter.from() != null) {
      and(sql, values, "e.received_at >= ?", Rows.timestamp(filter.from()));
    }
    if (filter.to() != null) {
      and(sql, values, "e.received_at < ?", Rows.timestamp(filter.to()));
    }
    String search = filter.search();
    if (search != null) {
      sql.append(" and (e.id ilike ? or e.type ilike ? or e.source ilike ? or e.subject ilike ?)");
      String like =
          "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
      values.addAll(List.of(like, like, like, like));
    }
    sql.append(" order by e.position desc limit ?");
    values.add(limit);
    return read(tenant, c -> query(c, sql.toString(), values, EventQueries::listed));
  }

  private static void equal(
      StringBuilder sql, List<Object> values, String condition, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      and(sql, values, condition, value);
    }
  }

  /** Only constants of this class become SQL here. */
  private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" and ").append(condition);
    values.add(value);
  }

  public Optional<Found> find(TenantId tenant, long position) {
    return read(
        tenant,
        c -> {
          List<Found> found =
              query(
                  c,
                  COLUMNS
                      + ", coalesce(e.content, p.value) as content_text, e.position <="
                      + " coalesce((select d.position from event_dispatch d"
                      + " where d.tenant_id = e.tenant_id), 0) as dispatched"
                      + " from event e left join payload p on p.tenant_id = e.tenant_id"
                      + " and p.sha256 = e.content_sha256"
                      + " where e.tenant_id = ? and e.position = ?",
                  List.of(tenant.value(), position),
                  rows ->
                      new Found(
                          listed(rows),
                          JsonText.parse(rows.getString("content_text")),
                          rows.getBoolean("dispatched"),
                          List.of()));
          if (found.isEmpty()) {
            return Optional.<Found>empty();
          }
          Found event = found.getFirst();
          return Optional.of(
              new Found(
                  event.listed,
                  event.event,
                  event.dispatched,
                  deliveries(c, tenant.value(), position)));
        });
  }

  private static List<Delivered> deliveries(Connection connection, String tenant, long position)
      throws SQLException {
    return query(
        connection,
        "select d.run_id::text as run_text, d.step_id, r.flow_id, f.name, r.state"
            + " from event_delivery d left join run r on r.tenant_id = d.tenant_id"
            + " and r.id = d.run_id left join flow f on f.tenant_id = r.tenant_id"
            + " and f.id = r.flow_id where d.tenant_id = ? and d.position = ?"
            + " order by d.step_id, d.run_id limit "
            + MOST_DELIVERIES,
        List.of(tenant, position),
        rows ->
            new Delivered(
                rows.getString("run_text"),
                rows.getString("step_id"),
                Rows.stringOrNull(rows, "flow_id"),
                Rows.stringOrNull(rows, "name"),
                Rows.stringOrNull(rows, "state")));
  }

  private static Listed listed(ResultSet rows) throws SQLException {
    return new Listed(
        rows.getLong("position"),
        rows.getString("id"),
        rows.getString("source"),
        rows.getString("type"),
        Rows.stringOrNull(rows, "subject"),
        Rows.instantOrNull(rows, "time"),
        Rows.instant(rows, "received_at"),
        rows.getString("origin"),
        Rows.stringOrNull(rows, "run_id"),
        rows.getInt("bytes"),
        rows.getInt("runs"));
  }

  private interface Work<T> {
    T apply(Connection connection) throws SQLException;
  }

  private interface Mapper<T> {
    T map(ResultSet rows) throws SQLException;
  }

  private <T> T read(TenantId tenant, Work<T> work) {
    return transactions.inTransaction(
        tenant, em -> em.<Connection, T>callWithConnection(work::apply));
  }

  private static <T> List<T> query(
      Connection connection, String sql, List<?> values, Mapper<T> mapper) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    }
  }
}
