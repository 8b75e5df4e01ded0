package io.patchbay.event.jdbc;

import io.patchbay.event.EventFilter;
import io.patchbay.event.EventStrategy;
import io.patchbay.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The steps of one tenant that listen, as one transaction of the dispatcher sees them. */
final class Subscriptions {

  /** So many past events one subscription looks at in one transaction. */
  static final int LOOK_BACK = 1_000;

  private static final int MOST_NEW = 50;

  /** By what events are looked up: many subscriptions have the same shape. */
  private record Shape(String type, String keyFrom) {}

  private record Row(RunId run, String stepId, String strategy, long since) {}

  private final Connection connection;
  private final String tenant;
  private final Strategies strategies;

  Subscriptions(Connection connection, String tenant, Strategies strategies) {
    this.connection = connection;
    this.tenant = tenant;
    this.strategies = strategies;
  }

  /**
   * Lets new subscriptions look at the events up to the position that have been handed out before
   * they came. Answers whether some are left to look.
   */
  boolean catchUp(long position, Deliveries deliveries) throws SQLException {
    List<Row> rows = select("and not caught_up order by run_id, step_id limit " + MOST_NEW);
    boolean left = rows.size() == MOST_NEW;
    for (Row row : rows) {
      Optional<EventStrategy> strategy = strategies.of(tenant, row.strategy);
      long seen = position;
      if (strategy.isPresent() && row.since < position) {
        List<EventRows.Logged> past =
            EventRows.after(connection, tenant, row.since, types(strategy.get()), LOOK_BACK)
                .stream()
                .filter(event -> event.position() <= position)
                .toList();
        offer(row, strategy.get(), past, deliveries);
        seen = past.size() == LOOK_BACK ? past.getLast().position() : position;
      }
      left |= seen < position;
      mark(row, seen, seen >= position);
    }
    return left;
  }

  /** The types that the strategy wants; empty: any. */
  private static Set<String> types(EventStrategy strategy) {
    List<EventFilter> filters = strategy.interests();
    return filters.stream().allMatch(filter -> filter.type().isPresent())
        ? filters.stream().flatMap(f -> f.type().stream()).collect(Collectors.toSet())
        : Set.of();
  }

  private static void offer(
      Row row, EventStrategy strategy, List<EventRows.Logged> events, Deliveries deliveries) {
    for (EventRows.Logged event : events) {
      if (strategy.matches(event.event())) {
        boolean last = strategy.endsWithFirstMatch();
        deliveries.wake(row.run, row.stepId, event, last);
        if (last) {
          return;
        }
      }
    }
  }

  private void mark(Row row, long seen, boolean caughtUp) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update event_subscription set since = ?, caught_up = ?"
                + " where tenant_id = ? and run_id = ? and step_id = ?")) {
      update.setLong(1, seen);
      update.setBoolean(2, caughtUp);
      update.setString(3, tenant);
      update.setObject(4, row.run.value());
      update.setString(5, row.stepId);
      update.executeUpdate();
    }
  }

  /** Hands new events to the subscriptions that have caught up. */
  void match(List<EventRows.Logged> events, Deliveries deliveries) throws SQLException {
    Set<Shape> shapes = shapes();
    for (EventRows.Logged event : events) {
      String type = event.event().path("type").asString("");
      Map<String, String> keys = new HashMap<>();
      Set<Row> found = new LinkedHashSet<>();
      for (Shape shape : shapes) {
        if (shape.type.isEmpty() || shape.type.equals(type)) {
          String key = keys.computeIfAbsent(shape.keyFrom, from -> key(from, event.event()));
          found.addAll(interested(shape, key));
        }
      }
      for (Row row : found) {
        strategies
            .of(tenant, row.strategy)
            .ifPresent(strategy -> offer(row, strategy, List.of(event), deliveries));
      }
    }
  }

  private static String key(String from, JsonNode event) {
    return from.isEmpty() ? "" : EventFilter.extract(from, event).toString();
  }

  private Set<Shape> shapes() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct type, key_from from event_interest where tenant_id = ?")) {
      select.setString(1, tenant);
      Set<Shape> shapes = new LinkedHashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          shapes.add(new Shape(rows.getString(1), rows.getString(2)));
        }
      }
      return shapes;
    }
  }

  private List<Row> interested(Shape shape, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select s.run_id, s.step_id, s.strategy, s.since from event_interest i"
                + " join event_subscription s on s.tenant_id = i.tenant_id and s.run_id = i.run_id"
                + " and s.step_id = i.step_id and s.caught_up where i.tenant_id = ?"
                + " and i.type = ? and i.key_from = ? and i.key_value = ?")) {
      select.setString(1, tenant);
      select.setString(2, shape.type);
      select.setString(3, shape.keyFrom);
      select.setString(4, key);
      return read(select);
    }
  }

  /** Only constants of this class become SQL here. */
  private List<Row> select(String condition) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select run_id, step_id, strategy, since from event_subscription"
                + " where tenant_id = ? "
                + condition)) {
      select.setString(1, tenant);
      return read(select);
    }
  }

  private static List<Row> read(PreparedStatement select) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Row(
                new RunId(rows.getObject(1, UUID.class)),
                rows.getString(2),
                rows.getString(3),
                rows.getLong(4)));
      }
    }
    return found;
  }
}
