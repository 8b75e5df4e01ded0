package io.patchbay.run.jdbc;

import io.patchbay.run.EntryKind;
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
  record Write(Lease lease, List<JournalRows.Prepared> entries, Step step) {

    static Write of(Lease lease, List<JournalEntry> entries, Step step) {
      return new Write(lease, entries.stream().map(JournalRows.Prepared::of).toList(), step);
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
      long epoch, String owner, int claims, boolean woken, @Nullable UUID parent) {}

  private static final String LOCK =
      "select run.tenant_id, run.id, epoch, lease_owner, claims, woken, parent_run from run"
          + " join unnest(?::text[], ?::uuid[]) as k(tenant_id, id)"
          + " on run.tenant_id = k.tenant_id and run.id = k.id where state = 'RUNNING'"
          + " order by run.tenant_id, run.id for update of run";

  private static final String GIVE_UP =
      "update run set state = ?, wake_at = ?, due_at = ?, lease_owner = null, claims = 0,"
          + " woken = false, reply = coalesce(?, reply) where tenant_id = ? and id = ?";

  private static final String FINISH =
      "update run set state = ?, output = ?, output_sha256 = ?, error = ?, finished_at = ?,"
          + " wake_at = null, due_at = null, lease_owner = null, claims = 0, woken = false,"
          + " reply = coalesce(?, reply) where tenant_id = ? and id = ?";

  private static final String WAKE_PARENT =
      "update run set woken = true,"
          + " state = case when state = 'WAITING' then 'QUEUED' else state end,"
          + " due_at = case when state = 'WAITING' then ? else due_at end"
          + " where tenant_id = ? and id = ? and state in ('RUNNING', 'WAITING', 'UNCERTAIN')";

  private final InstantSource clock;

  RunWrites(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether each write was taken; false: the lease is lost. */
  List<Boolean> write(Connection connection, List<Write> writes) throws SQLException {
    Instant now = clock.instant();
    Map<Key, Locked> locked = lock(connection, writes);
    List<Boolean> answers = new ArrayList<>(writes.size());
    List<Write> held = new ArrayList<>(writes.size());
    for (Write write : writes) {
      Locked row = locked.get(new Key(write.tenant(), write.run()));
      boolean ours =
          row != null && row.epoch == write.lease.epoch() && row.owner.equals(write.lease.node());
      answers.add(ours);
      if (ours) {
        held.add(write);
      }
    }
    if (!held.isEmpty()) {
      storePayloads(connection, held, now);
      insertEntries(connection, held);
      update(connection, held, locked, now);
    }
    return answers;
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
                  Rows.uuidOrNull(rows, "parent_run")));
        }
      }
    }
    return locked;
  }

  private static void storePayloads(Connection connection, List<Write> writes, Instant now)
      throws SQLException {
    List<Payloads.Owned> values = new ArrayList<>();
    for (Write write : writes) {
      for (JournalRows.Prepared entry : write.entries) {
        values.add(new Payloads.Owned(write.tenant(), entry.input()));
        values.add(new Payloads.Owned(write.tenant(), entry.output()));
      }
      if (write.step instanceof Step.Finish finish) {
        values.add(new Payloads.Owned(write.tenant(), finish.output));
      }
    }
    Payloads.store(connection, values, now.atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static void insertEntries(Connection connection, List<Write> writes) throws SQLException {
    try (PreparedStatement insert = JournalRows.prepareInsert(connection)) {
      for (Write write : writes) {
        for (JournalRows.Prepared entry : write.entries) {
          JournalRows.addBatch(insert, write.tenant(), write.run(), entry);
        }
      }
      insert.executeBatch();
    }
    for (Write write : writes) {
      for (JournalRows.Prepared entry : write.entries) {
        switch (entry.entry().kind()) {
          case SETTLED ->
              Settlements.delete(connection, write.tenant(), write.run(), entry.entry().stepId());
          case AWAITED, SIGNALLED, AWAIT_ENDED ->
              Signals.follow(connection, write.tenant(), write.run(), entry.entry());
          default -> {}
        }
      }
    }
  }

  private static void update(
      Connection connection, List<Write> writes, Map<Key, Locked> locked, Instant now)
      throws SQLException {
    try (PreparedStatement progress =
            connection.prepareStatement(
                "update run set claims = 0, reply = coalesce(?, reply)"
                    + " where tenant_id = ? and id = ?");
        PreparedStatement giveUp = connection.prepareStatement(GIVE_UP);
        PreparedStatement finish = connection.prepareStatement(FINISH);
        PreparedStatement wake = connection.prepareStatement(WAKE_PARENT)) {
      for (Write write : writes) {
        Locked row = locked.get(new Key(write.tenant(), write.run()));
        if (row == null) {
          continue;
        }
        String reply = reply(write);
        switch (write.step) {
          case Step.Append append -> {
            if (reply != null || (row.claims != 0 && !write.entries.isEmpty())) {
              progress.setString(1, reply);
              addKey(progress, 2, write);
            }
          }
          case Step.Park park -> {
            boolean wakeNow = row.woken;
            giveUp(
                giveUp,
                write,
                wakeNow ? RunState.QUEUED : park.state,
                wakeNow ? null : park.wakeAt,
                wakeNow ? now : park.wakeAt,
                reply);
          }
          case Step.Release release -> giveUp(giveUp, write, RunState.QUEUED, null, now, reply);
          case Step.Finish end -> {
            finish.setString(1, end.result.state().name());
            finish.setString(2, end.output.inline());
            finish.setBytes(3, end.output.sha256());
            finish.setString(4, JsonText.ofNullable(end.result.error()));
            finish.setObject(5, Rows.timestamp(now));
            finish.setString(6, reply);
            addKey(finish, 7, write);
            if (row.parent != null) {
              wake.setObject(1, Rows.timestamp(now));
              wake.setString(2, write.tenant());
              wake.setObject(3, row.parent);
              wake.addBatch();
            }
          }
        }
      }
      progress.executeBatch();
      giveUp.executeBatch();
      finish.executeBatch();
      wake.executeBatch();
    }
  }

  private static void giveUp(
      PreparedStatement statement,
      Write write,
      RunState state,
      @Nullable Instant wakeAt,
      @Nullable Instant dueAt,
      @Nullable String reply)
      throws SQLException {
    statement.setString(1, state.name());
    statement.setObject(2, Rows.timestampOrNull(wakeAt), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setObject(3, Rows.timestampOrNull(dueAt), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setString(4, reply);
    addKey(statement, 5, write);
  }

  private static void addKey(PreparedStatement statement, int from, Write write)
      throws SQLException {
    statement.setString(from, write.tenant());
    statement.setObject(from + 1, write.run());
    statement.addBatch();
  }

  private static @Nullable String reply(Write write) {
    for (JournalRows.Prepared entry : write.entries) {
      if (entry.entry().kind() == EntryKind.REPLIED) {
        return entry.output().text();
      }
    }
    return null;
  }
}
