package io.patchbay.run.jdbc;

import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes of many runs under their leases in one transaction. First all rows are locked, in one
 * order; a write whose lease has moved on answers false and changes nothing; then the journal and
 * the rows are written.
 */
final class RunWrites {

  /** What happens to the run beside its journal. */
  sealed interface Step {
    record Append() implements Step {}

    record Park(RunState state, @Nullable Instant wakeAt) implements Step {}

    record Release() implements Step {}

    record Finish(RunResult result, Payloads.Stored output) implements Step {}
  }

  /** One write, its values already turned into text on the thread of the run. */
  record Write(Lease lease, JournalRows.Prepared journal, Step step) {

    static Write of(Lease lease, List<JournalEntry> entries, Step step) {
      return new Write(lease, JournalRows.Prepared.of(entries, new JournalText()), step);
    }

    static Write finish(Lease lease, List<JournalEntry> entries, RunResult result) {
      JournalText text = new JournalText();
      JournalRows.Prepared journal = JournalRows.Prepared.of(entries, text);
      return new Write(lease, journal, new Step.Finish(result, text.stored(result.output())));
    }

    String tenant() {
      return lease.tenant().value();
    }

    UUID run() {
      return lease.run().value();
    }
  }

  private record Key(String tenant, UUID run) {}

  private record Locked(
      long epoch, String owner, int claims, boolean woken, @Nullable UUID parent, boolean limited) {
    /** The next claim sees by itself that the first one has written something. */
    boolean mustCount() {
      return claims != 0 && epoch != 1;
    }
  }

  private static final String LOCK =
      "select run.tenant_id, run.id, epoch, lease_owner, claims, woken, parent_run, limited"
          + " from run"
          + " join unnest(?::text[], ?::uuid[]) as k(tenant_id, id)"
          + " on run.tenant_id = k.tenant_id and run.id = k.id where state = 'RUNNING'"
          + " order by run.tenant_id, run.id for update of run";

  private static final String GIVE_UP =
      "update run set state = ?, wake_at = ?, due_at = ?, turn_at = ?, lease_owner = null,"
          + " claims = 0, woken = false, reply = coalesce(?, reply) where tenant_id = ? and id = ?";

  private static final String FINISH =
      "update run set state = k.state, output = k.output,"
          + " output_sha256 = decode(k.output_sha256, 'hex'), error = k.error, finished_at = ?,"
          + " wake_at = null, due_at = null, lease_owner = null, claims = 0, woken = false,"
          + " reply = coalesce(k.reply, run.reply)"
          + " from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::text[]) k(tenant_id, id, state, output, output_sha256, error, reply)"
          + " where run.tenant_id = k.tenant_id and run.id = k.id";

  private static final String WAKE_PARENT =
      "update run set woken = true,"
          + " state = case when state = 'WAITING' then 'QUEUED' else state end,"
          + " due_at = case when state = 'WAITING' and not limited then ? else due_at end,"
          + " turn_at = case when state = 'WAITING' and limited then accepted_at else turn_at end"
          + " where tenant_id = ? and id = ? and state in ('RUNNING', 'WAITING', 'UNCERTAIN')";

  private final InstantSource clock;
  private final LifecycleNotices notices;

  RunWrites(InstantSource clock, LifecycleNotices notices) {
    this.clock = clock;
    this.notices = notices;
  }

  /** What became of a write. */
  enum Answer {
    /** Another node owns the run: nothing was written. */
    LEASE_LOST,
    WRITTEN,
    /** Written, and a run may be claimed because of it. */
    WOKE
  }

  List<Answer> write(Connection connection, List<Write> writes) throws SQLException {
    Instant now = clock.instant();
    Map<Key, Locked> locked = lock(connection, writes);
    List<Answer> answers = new ArrayList<>(writes.size());
    List<Write> held = new ArrayList<>(writes.size());
    for (Write write : writes) {
      Locked row = locked.get(new Key(write.tenant(), write.run()));
      if (row != null && row.epoch == write.lease.epoch() && row.owner.equals(write.lease.node())) {
        answers.add(wakes(write.step, row) ? Answer.WOKE : Answer.WRITTEN);
        held.add(write);
      } else {
        answers.add(Answer.LEASE_LOST);
      }
    }
    if (!held.isEmpty()) {
      storePayloads(connection, held, now);
      insertEntries(connection, held);
      update(connection, held, locked, now);
    }
    return answers;
  }

  private static boolean wakes(Step step, Locked row) {
    return switch (step) {
      case Step.Append _ -> false;
      case Step.Park _ -> row.woken || row.limited;
      case Step.Release _ -> true;
      case Step.Finish _ -> row.parent != null || row.limited;
    };
  }

  private static Map<Key, Locked> lock(Connection connection, List<Write> writes)
      throws SQLException {
    Map<Key, Locked> locked = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(
          1, connection.createArrayOf("text", writes.stream().map(Write::tenant).toArray()));
      select.setArray(
          2, connection.createArrayOf("uuid", writes.stream().map(Write::run).toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String owner = Rows.stringOrNull(rows, "lease_owner");
          locked.put(
              new Key(rows.getString(1), rows.getObject(2, UUID.class)),
              new Locked(
                  rows.getLong("epoch"),
                  owner == null ? "" : owner,
                  rows.getInt("claims"),
                  rows.getBoolean("woken"),
                  Rows.uuidOrNull(rows, "parent_run"),
                  rows.getBoolean("limited")));
        }
      }
    }
    return locked;
  }

  private static void storePayloads(Connection connection, List<Write> writes, Instant now)
      throws SQLException {
    List<Payloads.Owned> values = new ArrayList<>();
    for (Write write : writes) {
      write.journal.values().forEach(v -> values.add(new Payloads.Owned(write.tenant(), v)));
      if (write.step instanceof Step.Finish finish) {
        values.add(new Payloads.Owned(write.tenant(), finish.output));
      }
    }
    Payloads.store(connection, values, now.atZone(ZoneOffset.UTC).toLocalDate());
  }

  private void insertEntries(Connection connection, List<Write> writes) throws SQLException {
    List<JournalRows.Row> rows =
        writes.stream()
            .map(write -> new JournalRows.Row(write.tenant(), write.run(), write.journal))
            .toList();
    JournalRows.insert(connection, rows);
    notices.entries(connection, rows);
    for (Write write : writes) {
      for (JournalEntry entry : write.journal.followed()) {
        switch (entry.kind()) {
          case SETTLED ->
              Settlements.delete(connection, write.tenant(), write.run(), entry.stepId());
          case AWAITED, SIGNALLED, AWAIT_ENDED ->
              Signals.follow(connection, write.tenant(), write.run(), entry);
          default -> {}
        }
      }
    }
  }

  private void finish(
      Connection connection, List<Write> writes, Map<Key, Locked> locked, Instant now)
      throws SQLException {
    if (writes.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(FINISH)) {
      Columns columns = new Columns(connection, update);
      columns.all(Rows.timestamp(now));
      columns.text(writes, Write::tenant);
      columns.uuid(writes, Write::run);
      columns.text(writes, write -> finish(write).result.state().name());
      columns.text(writes, write -> finish(write).output.inline());
      columns.hex(writes, write -> finish(write).output.sha256());
      columns.text(writes, write -> JsonText.ofNullable(finish(write).result.error()));
      columns.text(writes, write -> write.journal.reply());
      update.executeUpdate();
    }
    for (Write write : writes) {
      if (finish(write).result.state() == RunState.DEAD) {
        EventSubscriptions.deleteAll(connection, write.tenant(), write.run());
      }
    }
    if (!notices.none()) {
      notices.ends(
          connection,
          writes.stream()
              .map(w -> new LifecycleNotices.Ended(w.tenant(), w.run(), finish(w).result.state()))
              .toList());
    }
    wakeParents(connection, writes, locked, now);
  }

  private static Step.Finish finish(Write write) {
    if (write.step instanceof Step.Finish finish) {
      return finish;
    }
    throw new IllegalStateException("The run does not end.");
  }

  private static void wakeParents(
      Connection connection, List<Write> writes, Map<Key, Locked> locked, Instant now)
      throws SQLException {
    List<Write> children = new ArrayList<>();
    for (Write write : writes) {
      Locked row = locked.get(new Key(write.tenant(), write.run()));
      if (row != null && row.parent != null) {
        children.add(write);
      }
    }
    if (children.isEmpty()) {
      return;
    }
    try (PreparedStatement wake = connection.prepareStatement(WAKE_PARENT)) {
      for (Write write : children) {
        Locked row = locked.get(new Key(write.tenant(), write.run()));
        wake.setObject(1, Rows.timestamp(now));
        wake.setString(2, write.tenant());
        wake.setObject(3, row == null ? null : row.parent);
        wake.addBatch();
      }
      wake.executeBatch();
    }
  }

  private void update(
      Connection connection, List<Write> writes, Map<Key, Locked> locked, Instant now)
      throws SQLException {
    List<Write> ended = new ArrayList<>();
    try (PreparedStatement progress =
            connection.prepareStatement(
                "update run set claims = 0, reply = coalesce(?, reply)"
                    + " where tenant_id = ? and id = ?");
        PreparedStatement giveUp = connection.prepareStatement(GIVE_UP)) {
      int progressed = 0;
      int givenUp = 0;
      for (Write write : writes) {
        Locked row = locked.get(new Key(write.tenant(), write.run()));
        if (row == null) {
          continue;
        }
        String reply = write.journal.reply();
        switch (write.step) {
          case Step.Append append -> {
            if (reply != null || (row.mustCount() && !write.journal.isEmpty())) {
              progress.setString(1, reply);
              addKey(progress, 2, write);
              progressed++;
            }
          }
          case Step.Park park -> {
            boolean wakeNow = row.woken;
            giveUp(
                giveUp,
                write,
                wakeNow ? RunState.QUEUED : park.state,
                wakeNow ? null : park.wakeAt,
                wakeNow ? now : row.limited ? null : park.wakeAt,
                row.limited && !wakeNow ? park.wakeAt : null,
                reply);
            givenUp++;
          }
          case Step.Release release -> {
            giveUp(giveUp, write, RunState.QUEUED, null, now, null, reply);
            givenUp++;
          }
          case Step.Finish end -> ended.add(write);
        }
      }
      if (progressed > 0) {
        progress.executeBatch();
      }
      if (givenUp > 0) {
        giveUp.executeBatch();
      }
    }
    finish(connection, ended, locked, now);
  }

  private static void giveUp(
      PreparedStatement statement,
      Write write,
      RunState state,
      @Nullable Instant wakeAt,
      @Nullable Instant dueAt,
      @Nullable Instant turnAt,
      @Nullable String reply)
      throws SQLException {
    statement.setString(1, state.name());
    statement.setObject(2, Rows.timestampOrNull(wakeAt), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setObject(3, Rows.timestampOrNull(dueAt), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setObject(4, Rows.timestampOrNull(turnAt), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setString(5, reply);
    addKey(statement, 6, write);
  }

  private static void addKey(PreparedStatement statement, int from, Write write)
      throws SQLException {
    statement.setString(from, write.tenant());
    statement.setObject(from + 1, write.run());
    statement.addBatch();
  }
}
