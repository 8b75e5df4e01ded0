package io.patchbay.run.jdbc;

import io.patchbay.call.EffectKind;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Journals to rows and back: one row for what a run wrote at once, one an entry in rows of older
 * releases. Everything that reads journals reads them here.
 */
public final class JournalRows {

  /** Columns of an entry with its values, whether inline or in the payload table. */
  private static final String ROWS =
      "select j.*, coalesce(j.input, pi.value) as input_text, coalesce(j.output, po.value) as"
          + " output_text from journal j"
          + " left join payload pi on pi.tenant_id = j.tenant_id and pi.sha256 = j.input_sha256"
          + " left join payload po on po.tenant_id = j.tenant_id and po.sha256 = j.output_sha256";

  private static final String SELECT =
      ROWS + " where j.tenant_id = ? and j.run_id = ? and j.sequence > ? order by j.sequence";

  /** Each journal by its key, however many. */
  private static final String SELECT_ALL =
      "select j.* from unnest(?::text[], ?::uuid[]) k(tenant_id, id) cross join lateral ("
          + ROWS
          + " where j.tenant_id = k.tenant_id and j.run_id = k.id order by j.sequence) j";

  private static final String INPUT =
      "select coalesce(r.input, p.value) as input_text from run r"
          + " left join payload p on p.tenant_id = r.tenant_id and p.sha256 = r.input_sha256"
          + " where r.tenant_id = ? and r.id = ?";

  private static final Set<EntryKind> FOLLOWED =
      EnumSet.of(EntryKind.SETTLED, EntryKind.AWAITED, EntryKind.SIGNALLED, EntryKind.AWAIT_ENDED);

  /**
   * Entries on their way into one row, already written as text.
   *
   * @param first their lowest sequence
   * @param last their highest sequence; 0: there are none
   * @param kinds one {@link #bit} for each kind among them
   * @param text the row
   * @param values those that may have to go to the payload table
   * @param reply what the flow answered, in these entries
   * @param followed entries that change other rows
   */
  record Prepared(
      long first,
      long last,
      int kinds,
      String text,
      List<Payloads.Stored> values,
      @Nullable String reply,
      List<JournalEntry> followed) {

    static final Prepared NOTHING = new Prepared(0, 0, 0, "", List.of(), null, List.of());

    static Prepared of(List<JournalEntry> entries, JournalText text) {
      if (entries.isEmpty()) {
        return NOTHING;
      }
      String reply = null;
      List<JournalEntry> followed = new ArrayList<>();
      int kinds = 0;
      for (JournalEntry entry : entries) {
        text.add(entry);
        kinds |= bit(entry.kind());
        if (entry.kind() == EntryKind.REPLIED && reply == null) {
          reply = text.stored(entry.output()).text();
        } else if (FOLLOWED.contains(entry.kind())) {
          followed.add(entry);
        }
      }
      return new Prepared(
          entries.getFirst().sequence(),
          entries.getLast().sequence(),
          kinds,
          text.text(),
          text.values(),
          reply,
          followed);
    }
  }

  /** What one run wrote at once. */
  record Row(String tenant, UUID run, Prepared prepared) {}

  private JournalRows() {}

  static int bit(EntryKind kind) {
    return 1 << kind.ordinal();
  }

  /** The whole journal of a run, in order. */
  public static List<JournalEntry> load(Connection connection, String tenant, UUID run)
      throws SQLException {
    return load(connection, tenant, run, 0);
  }

  /** The entries of a run's journal with a higher sequence, in order. */
  public static List<JournalEntry> load(Connection connection, String tenant, UUID run, long after)
      throws SQLException {
    Found found = new Found();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, tenant);
      select.setObject(2, run);
      select.setLong(3, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows);
        }
      }
    }
    JsonNode input = found.namesInput ? input(connection, tenant, run) : NullNode.getInstance();
    return found.entries(connection, tenant, input, after);
  }

  private static JsonNode input(Connection connection, String tenant, UUID run)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(INPUT)) {
      select.setString(1, tenant);
      select.setObject(2, run);
      try (ResultSet rows = select.executeQuery()) {
        String text = rows.next() ? Rows.stringOrNull(rows, "input_text") : null;
        return text == null ? NullNode.getInstance() : JsonText.parse(text);
      }
    }
  }

  /**
   * The whole journals of runs; one without entries is not among the answers.
   *
   * @param inputs of the runs
   */
  static Map<UUID, List<JournalEntry>> loadAll(Connection connection, Map<RunKey, JsonNode> inputs)
      throws SQLException {
    List<RunKey> runs = List.copyOf(inputs.keySet());
    Map<RunKey, Found> found = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_ALL)) {
      Columns columns = new Columns(connection, select);
      columns.text(runs, RunKey::tenant);
      columns.uuid(runs, RunKey::run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          RunKey key =
              new RunKey(rows.getString("tenant_id"), rows.getObject("run_id", UUID.class));
          found.computeIfAbsent(key, k -> new Found()).add(rows);
        }
      }
    }
    Map<UUID, List<JournalEntry>> journals = new HashMap<>();
    for (Map.Entry<RunKey, Found> one : found.entrySet()) {
      RunKey key = one.getKey();
      JsonNode input = inputs.getOrDefault(key, NullNode.getInstance());
      journals.put(key.run(), one.getValue().entries(connection, key.tenant(), input, 0));
    }
    return journals;
  }

  /** Rows of a run's journal, before the large values of their entries are there. */
  private static final class Found {
    private final List<Object> rows = new ArrayList<>();
    private final Set<String> hashes = new LinkedHashSet<>();
    private boolean namesInput;

    void add(ResultSet row) throws SQLException {
      String text = Rows.stringOrNull(row, "entries");
      if (text == null) {
        rows.add(entry(row));
      } else {
        JsonNode chunk = JsonText.parse(text);
        hashes.addAll(JournalText.hashes(chunk));
        namesInput |= JournalText.namesInput(chunk);
        rows.add(chunk);
      }
    }

    List<JournalEntry> entries(Connection connection, String tenant, JsonNode input, long after)
        throws SQLException {
      Map<String, JsonNode> payloads = payloads(connection, tenant, hashes);
      List<JournalEntry> entries = new ArrayList<>();
      for (Object row : rows) {
        List<JournalEntry> next =
            row instanceof JsonNode chunk
                ? JournalText.entries(
                    chunk, input, hash -> payloads.getOrDefault(hash, NullNode.getInstance()))
                : List.of((JournalEntry) row);
        long last = entries.isEmpty() ? after : entries.getLast().sequence();
        // An append that was repeated with more behind it: what was there first counts.
        next.stream().filter(entry -> entry.sequence() > last).forEach(entries::add);
      }
      return entries;
    }
  }

  private static Map<String, JsonNode> payloads(
      Connection connection, String tenant, Set<String> hashes) throws SQLException {
    Map<String, JsonNode> payloads = new HashMap<>();
    if (hashes.isEmpty()) {
      return payloads;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select p.sha256, p.value from unnest(?::text[]) h(hex)"
                + " join payload p on p.tenant_id = ? and p.sha256 = decode(h.hex, 'hex')")) {
      select.setArray(1, connection.createArrayOf("text", hashes.toArray(new String[0])));
      select.setString(2, tenant);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          payloads.put(
              HexFormat.of().formatHex(rows.getBytes(1)), JsonText.parse(rows.getString(2)));
        }
      }
    }
    return payloads;
  }

  /** A row of an older release. */
  private static JournalEntry entry(ResultSet rows) throws SQLException {
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
