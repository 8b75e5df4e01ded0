package io.patchbay.event.jdbc;

import io.patchbay.event.EventFilter;
import io.patchbay.event.EventStrategy;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The flows of one tenant that events start, as one transaction of the dispatcher sees them. */
final class Triggers {

  private static final int LONGEST_KEY = 200;

  private record Row(FlowVersionRef flow, EventStrategy strategy, long since) {}

  private final Connection connection;
  private final TenantId tenant;
  private final Instant now;
  private final List<Row> rows;

  private Triggers(Connection connection, TenantId tenant, Instant now, List<Row> rows) {
    this.connection = connection;
    this.tenant = tenant;
    this.now = now;
    this.rows = rows;
  }

  static Triggers load(Connection connection, TenantId tenant, Strategies strategies, Instant now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select flow_id, flow_version, strategy, since from event_trigger"
                + " where tenant_id = ? order by flow_id")) {
      select.setString(1, tenant.value());
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          FlowVersionRef flow =
              FlowVersionRef.version(new FlowId(rows.getString(1)), rows.getInt(2));
          Optional<EventStrategy> strategy = strategies.of(tenant.value(), rows.getString(3));
          long since = rows.getLong(4);
          strategy.ifPresent(s -> found.add(new Row(flow, s, since)));
        }
      }
      return new Triggers(connection, tenant, now, found);
    }
  }

  void match(List<EventRows.Logged> events, Deliveries deliveries) throws SQLException {
    for (EventRows.Logged event : events) {
      for (Row row : rows) {
        if (event.position() > row.since && row.strategy.matches(event.event())) {
          if (row.strategy.mode() == EventStrategy.Mode.ALL) {
            gather(row, event, deliveries);
          } else {
            deliveries.start(run(row, List.of(event)), List.of(event.position()));
          }
        }
      }
    }
  }

  /** The events themselves are the key: however often they are handed out, they start one run. */
  private NewRun run(Row row, List<EventRows.Logged> events) {
    ArrayNode input = JsonNodeFactory.instance.arrayNode();
    events.forEach(event -> input.add(event.event()));
    String key =
        events.stream()
            .map(
                e ->
                    e.event().path("source").asString("") + "#" + e.event().path("id").asString(""))
            .collect(Collectors.joining(" ", "event:", ""));
    return NewRun.of(
            tenant,
            RunId.create(now, ThreadLocalRandom.current()),
            row.flow,
            TriggerKind.EVENT,
            input)
        .withIdempotencyKey(key.length() <= LONGEST_KEY ? key : "event:" + digest(key));
  }

  private static UUID digest(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts the event with the others of its set; a full set starts a run. */
  private void gather(Row row, EventRows.Logged event, Deliveries deliveries) throws SQLException {
    List<EventFilter> filters = row.strategy.filters();
    for (int place = 0; place < filters.size(); place++) {
      if (!filters.get(place).matches(event.event())) {
        continue;
      }
      String set = setKey(filters.get(place), event);
      List<Long> waiting = waiting(row, set, filters.size());
      if (waiting.get(place) >= 0 && hasLaterFreePlace(filters, event, waiting, place)) {
        continue;
      }
      keep(row, set, place, event.position());
      List<Long> all = waiting(row, set, filters.size());
      if (all.stream().allMatch(position -> position >= 0)) {
        start(row, set, all, deliveries);
      }
      return;
    }
  }

  private static boolean hasLaterFreePlace(
      List<EventFilter> filters, EventRows.Logged event, List<Long> waiting, int from) {
    for (int place = from + 1; place < filters.size(); place++) {
      if (waiting.get(place) < 0 && filters.get(place).matches(event.event())) {
        return true;
      }
    }
    return false;
  }

  private static String setKey(EventFilter filter, EventRows.Logged event) {
    String key = filter.correlation(event.event()).toString();
    return key.length() <= LONGEST_KEY ? key : digest(key).toString();
  }

  private void start(Row row, String set, List<Long> positions, Deliveries deliveries)
      throws SQLException {
    List<EventRows.Logged> events = new ArrayList<>();
    for (int place = 0; place < positions.size(); place++) {
      long position = positions.get(place);
      EventRows.after(connection, tenant.value(), position - 1, 1).stream()
          .filter(event -> event.position() == position)
          .forEach(events::add);
      drop(row, set, place, position);
    }
    if (events.size() == positions.size()) {
      deliveries.start(run(row, events), positions);
    }
  }

  /** The earliest waiting event of each place; -1 where there is none. */
  private List<Long> waiting(Row row, String set, int places) throws SQLException {
    List<Long> positions = new ArrayList<>();
    for (int place = 0; place < places; place++) {
      positions.add(-1L);
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place, min(position) from event_gathered"
                + " where tenant_id = ? and flow_id = ? and set_key = ? group by place")) {
      select.setString(1, tenant.value());
      select.setString(2, row.flow.flow().value());
      select.setString(3, set);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (rows.getInt(1) < places) {
            positions.set(rows.getInt(1), rows.getLong(2));
          }
        }
      }
    }
    return positions;
  }

  private void keep(Row row, String set, int place, long position) throws SQLException {
    change(
        "insert into event_gathered (tenant_id, flow_id, set_key, place, position)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        row,
        set,
        place,
        position);
  }

  private void drop(Row row, String set, int place, long position) throws SQLException {
    change(
        "delete from event_gathered where tenant_id = ? and flow_id = ? and set_key = ?"
            + " and place = ? and position = ?",
        row,
        set,
        place,
        position);
  }

  private void change(String sql, Row row, String set, int place, long position)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setString(1, tenant.value());
      change.setString(2, row.flow.flow().value());
      change.setString(3, set);
      change.setInt(4, place);
      change.setLong(5, position);
      change.executeUpdate();
    }
  }
}
