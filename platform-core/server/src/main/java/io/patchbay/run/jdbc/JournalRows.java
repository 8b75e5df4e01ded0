package io.patchbay.run.jdbc;

import io.patchbay.call.EffectKind;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Journal entries to rows and back. */
public final class JournalRows {

  /** Columns of an entry with its values, whether inline or in the payload table. */
  private static final String SELECT =
      "select j.*, coalesce(j.input, pi.value) as input_text, coalesce(j.output, po.value) as"
          + " output_text from journal j"
          + " left join payload pi on pi.tenant_id = j.tenant_id and pi.sha256 = j.input_sha256"
          + " left join payload po on po.tenant_id = j.tenant_id and po.sha256 = j.output_sha256"
          + " where j.tenant_id = ? and j.run_id = ?";

  /** An entry on its way in, its values written as text. */
  record Prepared(JournalEntry entry, Payloads.Stored input, Payloads.Stored output) {
    static Prepared of(JournalEntry entry) {
      return new Prepared(entry, Payloads.of(entry.input()), Payloads.of(entry.output()));
    }
  }

  private JournalRows() {}

  static PreparedStatement prepareInsert(Connection connection) throws SQLException {
    return connection.prepareStatement(
        "insert into journal (tenant_id, run_id, sequence, kind, reference, iteration, attempt,"
            + " step_id, detail, input, input_sha256, output, output_sha256, error, due_at,"
            + " idempotency_key, effect, started_at, at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            // An append whose answer was lost is tried again.
            + " on conflict (tenant_id, run_id, sequence) do nothing");
  }

  static void addBatch(PreparedStatement insert, String tenant, UUID run, Prepared prepared)
      throws SQLException {
    JournalEntry entry = prepared.entry;
    EffectKind effect = entry.effect();
    int at = 0;
    insert.setString(++at, tenant);
    insert.setObject(++at, run);
    insert.setLong(++at, entry.sequence());
    insert.setString(++at, entry.kind().name());
    insert.setString(++at, JsonText.plain(entry.reference()));
    insert.setString(++at, entry.iteration());
    insert.setInt(++at, entry.attempt());
    insert.setString(++at, JsonText.plain(entry.stepId()));
    insert.setString(++at, JsonText.plain(entry.detail()));
    insert.setString(++at, prepared.input.inline());
    insert.setBytes(++at, prepared.input.sha256());
    insert.setString(++at, prepared.output.inline());
    insert.setBytes(++at, prepared.output.sha256());
    insert.setString(++at, JsonText.ofNullable(entry.error()));
    insert.setObject(
        ++at, Rows.timestampOrNull(entry.dueAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    String key = entry.idempotencyKey();
    insert.setString(++at, key == null ? null : JsonText.plain(key));
    insert.setString(++at, effect == null ? null : effect.name());
    insert.setObject(++at, Rows.timestamp(entry.startedAt()));
    insert.setObject(++at, Rows.timestamp(entry.at()));
    insert.addBatch();
  }

  /** The whole journal of a run, in order. */
  public static List<JournalEntry> load(Connection connection, String tenant, UUID run)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + " order by j.sequence")) {
      select.setString(1, tenant);
      select.setObject(2, run);
      try (ResultSet rows = select.executeQuery()) {
        List<JournalEntry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(read(rows));
        }
        return entries;
      }
    }
  }

  private static JournalEntry read(ResultSet rows) throws SQLException {
    return new JournalEntry(
        rows.getLong("sequence"),
        EntryKind.valueOf(rows.getString("kind")),
        rows.getString("reference"),
        rows.getString("iteration"),
        rows.getInt("attempt"),
        rows.getString("step_id"),
        rows.getString("detail"),
        JsonText.parseNullable(Rows.stringOrNull(rows, "input_text")),
        JsonText.parseNullable(Rows.stringOrNull(rows, "output_text")),
        JsonText.parseError(Rows.stringOrNull(rows, "error")),
        Rows.instantOrNull(rows, "due_at"),
        Rows.stringOrNull(rows, "idempotency_key"),
        effect(Rows.stringOrNull(rows, "effect")),
        Rows.instant(rows, "started_at"),
        Rows.instant(rows, "at"));
  }

  private static @Nullable EffectKind effect(@Nullable String name) {
    return name == null ? null : EffectKind.valueOf(name);
  }
}
