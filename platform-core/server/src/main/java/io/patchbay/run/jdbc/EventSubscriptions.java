package io.patchbay.run.jdbc;

import io.patchbay.event.EventFilter;
import io.patchbay.event.EventStrategy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The steps that listen, as rows. Written with the journal, so that a subscription exists exactly
 * while its step waits; it begins at the event after which its run was accepted.
 */
public final class EventSubscriptions {

  /** A longer value is not looked up by the index but compared event by event. */
  private static final int LONGEST_KEY = 500;

  private EventSubscriptions() {}

  static void save(Connection connection, String tenant, UUID run, String stepId, JsonNode strategy)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event_subscription (tenant_id, run_id, step_id, strategy, since)"
                + " select tenant_id, id, ?, ?, coalesce(event_position, 0) from run"
                + " where tenant_id = ? and id = ?"
                + " on conflict (tenant_id, run_id, step_id) do nothing")) {
      insert.setString(1, JsonText.plain(stepId));
      insert.setString(2, JsonText.of(strategy));
      insert.setString(3, tenant);
      insert.setObject(4, run);
      insert.executeUpdate();
    }
    List<EventFilter> filters = EventStrategy.of(strategy).interests();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event_interest (tenant_id, run_id, step_id, place, type, key_from,"
                + " key_value) values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (tenant_id, run_id, step_id, place) do nothing")) {
      for (int place = 0; place < Math.max(1, filters.size()); place++) {
        insert.setString(1, tenant);
        insert.setObject(2, run);
        insert.setString(3, JsonText.plain(stepId));
        insert.setInt(4, place);
        bind(insert, filters.isEmpty() ? List.of() : List.of(filters.get(place)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, List<EventFilter> filter) throws SQLException {
    String type = filter.stream().flatMap(f -> f.type().stream()).findFirst().orElse("");
    String from = filter.stream().flatMap(f -> f.keyFrom().stream()).findFirst().orElse("");
    String value = filter.stream().flatMap(f -> f.keyValue().stream()).findFirst().orElse("");
    boolean keyed = !from.isEmpty() && from.length() + value.length() <= LONGEST_KEY;
    insert.setString(5, JsonText.plain(type));
    insert.setString(6, keyed ? JsonText.plain(from) : "");
    insert.setString(7, keyed ? JsonText.plain(value) : "");
  }

  /** The step waits no longer. */
  public static void delete(Connection connection, String tenant, UUID run, String stepId)
      throws SQLException {
    for (String table : List.of("event_interest", "event_subscription")) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from " + table + " where tenant_id = ? and run_id = ? and step_id = ?")) {
        delete.setString(1, tenant);
        delete.setObject(2, run);
        delete.setString(3, JsonText.plain(stepId));
        delete.executeUpdate();
      }
    }
  }

  static void deleteAll(Connection connection, String tenant, UUID run) throws SQLException {
    for (String table : List.of("event_interest", "event_subscription")) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from " + table + " where tenant_id = ? and run_id = ?")) {
        delete.setString(1, tenant);
        delete.setObject(2, run);
        delete.executeUpdate();
      }
    }
  }
}
