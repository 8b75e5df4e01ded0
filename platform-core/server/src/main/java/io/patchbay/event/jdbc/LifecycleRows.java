package io.patchbay.event.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What lifecycle events are made of, as rows. */
final class LifecycleRows {

  /** A run, whichever tenant it belongs to. */
  record RunKey(TenantId tenant, RunId run) {}

  /**
   * That a run wrote something.
   *
   * @param entries null: it ended
   */
  record Notice(long number, RunKey run, @Nullable Written entries) {}

  /** From the first to the last entry. */
  record Written(long first, long last) {
    boolean has(long sequence) {
      return first <= sequence && sequence <= last;
    }
  }

  /**
   * @param byLifecycleEvent such an event started it
   */
  record RunRow(
      FlowVersionRef flow,
      RunState state,
      Instant finishedAt,
      @Nullable String error,
      @Nullable String output,
      @Nullable RunId parent,
      boolean byLifecycleEvent) {}

  private LifecycleRows() {}

  /** One node at a time makes the events, so that those of a run stay in their order. */
  static boolean lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "select pg_try_advisory_xact_lock(hashtext('patchbay.lifecycle'))");
        ResultSet rows = lock.executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** The types that a flow or a waiting run of each tenant names. */
  static Map<String, Set<LifecycleType>> interests(Connection connection) throws SQLException {
    Map<String, Set<LifecycleType>> interests = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct tenant_id, type from event_interest where type like ? union"
                + " select tenant_id, strategy from event_trigger where strategy like ?")) {
      select.setString(1, LifecycleType.FAMILY + "%");
      select.setString(2, "%\"is\":\"" + LifecycleType.FAMILY + "%");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          interests
              .computeIfAbsent(rows.getString(1), _ -> EnumSet.noneOf(LifecycleType.class))
              .addAll(LifecycleType.named(rows.getString(2)));
        }
      }
    }
    interests.values().removeIf(Set::isEmpty);
    return interests;
  }

  /** The oldest notices. */
  static List<Notice> notices(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select number, tenant_id, run_id, first_sequence, last_sequence"
                + " from lifecycle_notice order by number limit ?")) {
      select.setInt(1, limit);
      List<Notice> notices = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          boolean ended = rows.getObject("last_sequence") == null;
          notices.add(
              new Notice(
                  rows.getLong("number"),
                  new RunKey(
                      new TenantId(rows.getString("tenant_id")),
                      new RunId(rows.getObject("run_id", UUID.class))),
                  ended
                      ? null
                      : new Written(
                          rows.getLong("first_sequence"), rows.getLong("last_sequence"))));
        }
      }
      return notices;
    }
  }

  static void forget(Connection connection, List<Notice> notices) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from lifecycle_notice where tenant_id = ? and number = ?")) {
      for (Notice notice : notices) {
        delete.setString(1, notice.run.tenant.value());
        delete.setLong(2, notice.number);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  static Optional<RunRow> run(Connection connection, RunKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select r.flow_id, r.flow_version, r.draft_hash, r.state, r.finished_at, r.error,"
                + " r.parent_run, r.trigger_kind, coalesce(r.output, o.value) as output_text,"
                + " case when r.trigger_kind = 'EVENT' then coalesce(r.input, i.value) end"
                + " as input_text from run r"
                + " left join payload o on o.tenant_id = r.tenant_id and o.sha256 = r.output_sha256"
                + " left join payload i on i.tenant_id = r.tenant_id and i.sha256 = r.input_sha256"
                + " and r.trigger_kind = 'EVENT'"
                + " where r.tenant_id = ? and r.id = ?")) {
      select.setString(1, key.tenant.value());
      select.setObject(2, key.run.value());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  private static RunRow read(ResultSet rows) throws SQLException {
    Instant at = Rows.instantOrNull(rows, "finished_at");
    UUID parent = rows.getObject("parent_run", UUID.class);
    return new RunRow(
        new FlowVersionRef(
            new FlowId(rows.getString("flow_id")),
            rows.getInt("flow_version"),
            rows.getString("draft_hash")),
        RunState.valueOf(rows.getString("state")),
        at == null ? Instant.EPOCH : at,
        Rows.stringOrNull(rows, "error"),
        Rows.stringOrNull(rows, "output_text"),
        parent == null ? null : new RunId(parent),
        TriggerKind.valueOf(rows.getString("trigger_kind")) == TriggerKind.EVENT
            && hasLifecycleEvent(Rows.stringOrNull(rows, "input_text")));
  }

  /** The input of a run that events started is the list of them. */
  private static boolean hasLifecycleEvent(@Nullable String input) {
    if (input != null) {
      for (JsonNode event : JsonText.parse(input)) {
        if (LifecycleType.isLifecycle(event)) {
          return true;
        }
      }
    }
    return false;
  }
}
