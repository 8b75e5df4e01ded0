package io.patchbay.event.jdbc;

import io.patchbay.event.CloudEvents;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.jdbc.Payloads;
import io.patchbay.run.jdbc.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Appends events inside a transaction of the caller. The lock of a tenant's row in {@code
 * event_log} is held until the commit, so the positions of a tenant become visible in order. A
 * caller that locks runs too locks those first.
 */
public final class EventRows {

  /** An event with its content written as text on the caller's thread. */
  record Prepared(NewEvent event, Payloads.Stored content) {
    static Prepared of(NewEvent event) {
      return new Prepared(event, Payloads.of(event.event()));
    }

    String tenant() {
      return event.tenant().value();
    }

    String text(String attribute) {
      return JsonText.plain(CloudEvents.text(event.event(), attribute));
    }
  }

  private EventRows() {}

  /** True once the caller's transaction commits; answers in the order of the events. */
  public static List<Appended> append(Connection connection, List<NewEvent> events, Instant now)
      throws SQLException {
    return appendPrepared(connection, events.stream().map(Prepared::of).toList(), now);
  }

  static List<Appended> appendPrepared(Connection connection, List<Prepared> events, Instant now)
      throws SQLException {
    if (events.isEmpty()) {
      return List.of();
    }
    Map<String, Long> next = reserve(connection, events);
    Payloads.store(
        connection,
        events.stream().map(e -> new Payloads.Owned(e.tenant(), e.content)).toList(),
        now.atZone(ZoneOffset.UTC).toLocalDate());
    long[] positions = new long[events.size()];
    int[] inserted = insert(connection, events, next, positions, now);
    List<Appended> answers = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      answers.add(
          inserted[i] == 0
              ? new Appended(earlier(connection, events.get(i)), true)
              : new Appended(positions[i], false));
    }
    return answers;
  }

  /** The first new position of each tenant; tenants in order, as on every node. */
  private static Map<String, Long> reserve(Connection connection, List<Prepared> events)
      throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    events.forEach(event -> counts.merge(event.tenant(), 1, Integer::sum));
    Map<String, Long> next = new TreeMap<>();
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into event_log (tenant_id, last_position) values (?, ?)"
                + " on conflict (tenant_id) do update"
                + " set last_position = event_log.last_position + excluded.last_position"
                + " returning last_position")) {
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        upsert.setString(1, entry.getKey());
        upsert.setLong(2, entry.getValue());
        try (ResultSet rows = upsert.executeQuery()) {
          rows.next();
          next.put(entry.getKey(), rows.getLong(1) - entry.getValue() + 1);
        }
      }
    }
    return next;
  }

  private static int[] insert(
      Connection connection,
      List<Prepared> events,
      Map<String, Long> next,
      long[] positions,
      Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event (tenant_id, position, id, source, type, subject, time, content,"
                + " content_sha256, bytes, origin, run_id, received_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (tenant_id, source, id) do nothing")) {
      for (int i = 0; i < positions.length; i++) {
        Prepared event = events.get(i);
        positions[i] = next.merge(event.tenant(), 1L, Long::sum) - 1;
        bind(insert, event, positions[i], now);
        insert.addBatch();
      }
      return insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, Prepared event, long position, Instant now)
      throws SQLException {
    String subject = event.text("subject");
    String time = event.text("time");
    int at = 0;
    insert.setString(++at, event.tenant());
    insert.setLong(++at, position);
    insert.setString(++at, event.text("id"));
    insert.setString(++at, event.text("source"));
    insert.setString(++at, event.text("type"));
    insert.setString(++at, subject.isEmpty() ? null : subject);
    insert.setObject(
        ++at, time.isEmpty() ? null : OffsetDateTime.parse(time), Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setString(++at, event.content.inline());
    insert.setBytes(++at, event.content.sha256());
    insert.setInt(++at, event.content.bytes());
    insert.setString(++at, event.event.origin().name().toLowerCase(Locale.ROOT));
    insert.setObject(
        ++at, event.event.run() == null ? null : event.event.run().value(), Types.OTHER);
    insert.setObject(++at, Rows.timestamp(now));
  }

  private static long earlier(Connection connection, Prepared event) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select position from event where tenant_id = ? and source = ? and id = ?")) {
      select.setString(1, event.tenant());
      select.setString(2, event.text("source"));
      select.setString(3, event.text("id"));
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the earlier event vanished while it was looked up", "40001");
        }
        return rows.getLong(1);
      }
    }
  }

  /** An event of the log. */
  record Logged(long position, JsonNode event) {}

  /** The events after a position, in order; a position that is not there was a duplicate. */
  static List<Logged> after(Connection connection, String tenant, long position, int limit)
      throws SQLException {
    return after(connection, tenant, position, Set.of(), limit);
  }

  /**
   * @param types empty: all
   */
  static List<Logged> after(
      Connection connection, String tenant, long position, Set<String> types, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select e.position, coalesce(e.content, p.value) from event e left join payload p"
                + " on p.tenant_id = e.tenant_id and p.sha256 = e.content_sha256"
                + " where e.tenant_id = ? and e.position > ?"
                + (types.isEmpty() ? "" : " and e.type = any(?)")
                + " order by e.position limit ?")) {
      int at = 0;
      select.setString(++at, tenant);
      select.setLong(++at, position);
      if (!types.isEmpty()) {
        select.setArray(++at, connection.createArrayOf("text", types.toArray()));
      }
      select.setInt(++at, limit);
      List<Logged> events = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(new Logged(rows.getLong(1), JsonText.parse(rows.getString(2))));
        }
      }
      return events;
    }
  }
}
