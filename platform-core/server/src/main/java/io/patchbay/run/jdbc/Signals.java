package io.patchbay.run.jdbc;

import io.patchbay.run.JournalEntry;
import io.patchbay.run.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Signals of waiting steps. Rows of one run are written under the lock of its row, so that the
 * order of arrival is the order of their numbers.
 */
final class Signals {

  private static final int MOST = 200;

  private Signals() {}

  /** Nothing when the step has had a signal of this id. The caller holds the lock of the run. */
  static void save(Connection connection, String tenant, UUID run, Signal signal, Instant now)
      throws SQLException {
    Payloads.Stored payload = Payloads.of(signal.payload());
    Payloads.store(
        connection,
        List.of(new Payloads.Owned(tenant, payload)),
        now.atZone(ZoneOffset.UTC).toLocalDate());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into signal (tenant_id, run_id, step_id, id, payload, payload_sha256, at)"
                + " values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (tenant_id, run_id, step_id, id) do nothing")) {
      insert.setString(1, tenant);
      insert.setObject(2, run);
      insert.setString(3, JsonText.plain(signal.stepId()));
      insert.setString(4, JsonText.plain(signal.id()));
      insert.setString(5, payload.inline());
      insert.setBytes(6, payload.sha256());
      insert.setObject(7, Rows.timestamp(now));
      insert.executeUpdate();
    }
  }

  static List<Signal> load(Connection connection, String tenant, UUID run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select s.step_id, s.id, coalesce(s.payload, p.value) from signal s"
                + " left join payload p on p.tenant_id = s.tenant_id"
                + " and p.sha256 = s.payload_sha256"
                + " where s.tenant_id = ? and s.run_id = ? and not s.taken"
                + " order by s.arrival limit ?")) {
      select.setString(1, tenant);
      select.setObject(2, run);
      select.setInt(3, MOST);
      try (ResultSet rows = select.executeQuery()) {
        List<Signal> signals = new ArrayList<>();
        while (rows.next()) {
          signals.add(
              new Signal(rows.getString(1), rows.getString(2), JsonText.parse(rows.getString(3))));
        }
        return signals;
      }
    }
  }

  /** What an entry of the journal means for the signals of its step. */
  static void follow(Connection connection, String tenant, UUID run, JournalEntry entry)
      throws SQLException {
    switch (entry.kind()) {
      case SIGNALLED ->
          change(
              connection,
              "update signal set taken = true, payload = null, payload_sha256 = null"
                  + " where tenant_id = ? and run_id = ? and step_id = ? and id = ?",
              tenant,
              run,
              entry.stepId(),
              entry.detail());
      case AWAITED -> {
        JsonNode wanted = entry.output();
        if (wanted != null && wanted.isObject()) {
          EventSubscriptions.save(connection, tenant, run, entry.stepId(), wanted);
        }
      }
      case AWAIT_ENDED -> {
        change(
            connection,
            "delete from signal where tenant_id = ? and run_id = ? and step_id = ?",
            tenant,
            run,
            entry.stepId());
        EventSubscriptions.delete(connection, tenant, run, entry.stepId());
      }
      default -> {}
    }
  }

  private static void change(
      Connection connection, String sql, String tenant, UUID run, String... words)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setString(1, tenant);
      change.setObject(2, run);
      for (int i = 0; i < words.length; i++) {
        change.setString(3 + i, JsonText.plain(words[i]));
      }
      change.executeUpdate();
    }
  }
}
