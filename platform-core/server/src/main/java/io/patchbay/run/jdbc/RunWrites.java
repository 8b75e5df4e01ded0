package io.patchbay.run.jdbc;

import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes of many runs under their leases in one transaction, which is one statement unless
 * something beside journal and run has to change. All rows are locked first, in one order; a write
 * whose lease has moved on changes nothing.
 */
final class RunWrites {

  /** What happens to the run beside its journal. */
  sealed interface Step {
    record Append() implements Step {}

    record Park(RunState state, @Nullable Instant wakeAt) implements Step {}

    record Release() implements Step {}

    record Finish(RunResult result, Payloads.Stored output) implements Step {}
  }

  /**
   * One write, its values already turned into text on the thread of the run.
   *
   * @param wakesParent the end of a run that another one may wait for
   */
  record Write(Lease lease, JournalRows.Prepared journal, Step step, boolean wakesParent)
      implements RunChange<Answer> {

    /** In which rows are locked, everywhere. */
    private static final Comparator<Write> LOCK_ORDER =
        Comparator.comparing(Write::tenant).thenComparing(Write::run, Rows.ID_ORDER);

    @Override
    public Answer answer(Object answer) {
      return (Answer) answer;
    }

    static Write of(Lease lease, List<JournalEntry> entries, Step step) {
      return new Write(lease, JournalRows.Prepared.of(entries, new JournalText()), step, false);
    }

    static Write finish(Lease lease, List<JournalEntry> entries, RunResult result) {
      JournalText text = new JournalText();
      JournalRows.Prepared journal = JournalRows.Prepared.of(entries, text);
      Step step = new Step.Finish(result, text.stored(result.output()));
      return new Write(lease, journal, step, false);
    }

    /** The same after {@link Answer#HAS_PARENT}. */
    Write wakingParent() {
      return new Write(lease, journal, step, true);
    }

    String tenant() {
      return lease.tenant().value();
    }

    UUID run() {
      return lease.run().value();
    }

    Step.@Nullable Finish end() {
      return step instanceof Step.Finish finish ? finish : null;
    }
  }

  /** What became of a write. */
  enum Answer {
    /** Another node owns the run: nothing was written. */
    LEASE_LOST,
    /** Nothing was written: another run may wait for this end, and has to be woken with it. */
    HAS_PARENT,
    WRITTEN,
    /** Written, and a run may be claimed because of it. */
    WOKE
  }

  static final String WRITE = write("");

  /** An append whose answer was lost is tried again. */
  private static final String WRITE_AGAIN =
      write(" on conflict (tenant_id, run_id, sequence) do nothing");

  /**
   * The lock reads each row by its key, whatever the planner knows of the table: other indexes are
   * full of entries of runs that have moved on. Filters stand outside, behind an offset that keeps
   * them there: they see the row as it was locked, and lead to no other index.
   */
  private static String write(String conflict) {
    return "with k as materialized (select k.*, array[id] as ids from unnest(?::text[], ?::uuid[], ?::int8[], ?::text[],"
        + " ?::text[], ?::bool[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[],"
        + " ?::text[], ?::text[], ?::text[]) with ordinality"
        + " k(tenant_id, id, epoch, node, step, wakes, last, entries, state, wake_at, output,"
        + " output_sha256, error, reply, n)),"
        + " locked as materialized (select k.*, r.parent_run, r.woken, r.claims, r.limited from k cross join"
        + " lateral (select run.parent_run, run.woken, run.claims, run.limited, run.state,"
        + " run.epoch, run.lease_owner from run where run.tenant_id = k.tenant_id and run.id = any(k.ids)"
        + IdRange.CONDITION
        + " offset 0 for update) r"
        + " where r.state = 'RUNNING' and r.epoch = k.epoch and r.lease_owner = k.node),"
        + " held as (select * from locked where step <> 'F' or wakes or parent_run is null),"
        + " written as (insert into journal (tenant_id, run_id, sequence, entries)"
        + " select tenant_id, id, last, entries from held where last > 0"
        + conflict
        + "),"
        + " changed as (update run set"
        + " state = case when h.step = 'A' then run.state"
        + "  when h.step = 'R' or (h.step = 'P' and run.woken) then 'QUEUED' else h.state end,"
        + " wake_at = case when h.step = 'A' then run.wake_at"
        + "  when h.step = 'P' and not run.woken then h.wake_at::timestamptz end,"
        + " due_at = case when h.step = 'A' then run.due_at"
        + "  when h.step = 'R' or (h.step = 'P' and run.woken) then ?::timestamptz"
        + "  when h.step = 'P' and not run.limited then h.wake_at::timestamptz end,"
        + " turn_at = case when h.step = 'P' and run.limited and not run.woken"
        + "  then h.wake_at::timestamptz end,"
        + " lease_owner = case when h.step = 'A' then run.lease_owner end, claims = 0,"
        + " woken = case when h.step = 'A' then run.woken else false end,"
        + " reply = coalesce(h.reply, run.reply),"
        + " output = h.output, output_sha256 = decode(h.output_sha256, 'hex'), error = h.error,"
        + " finished_at = case when h.step = 'F' then ?::timestamptz end"
        + " from held h where run.tenant_id = h.tenant_id and run.id = any(h.ids)"
        + IdRange.CONDITION
        + " and (h.step <> 'A' or"
        // A run that died before is counted until it has written something.
        + " h.reply is not null or (h.last > 0 and h.claims <> 0 and h.epoch <> 1)))"
        + " select n, woken, parent_run is not null, limited from locked";
  }

  private static final String WAKE_PARENT =
      "update run set woken = true,"
          + " state = case when state = 'WAITING' then 'QUEUED' else state end,"
          + " due_at = case when state = 'WAITING' and not limited then ? else due_at end,"
          + " turn_at = case when state = 'WAITING' and limited then accepted_at else turn_at end"
          + " where tenant_id = ? and id = (select parent_run from run child"
          + " where child.tenant_id = ? and child.id = ?)"
          + " and state in ('RUNNING', 'WAITING', 'UNCERTAIN')";

  private final InstantSource clock;
  private final LifecycleNotices notices;

  RunWrites(InstantSource clock, LifecycleNotices notices) {
    this.clock = clock;
    this.notices = notices;
  }

  /** Whether nothing but {@link #batch} has to be done for it. */
  boolean isOneStatement(Write write) {
    Step.Finish end = write.end();
    return !write.wakesParent
        && write.journal.followed().isEmpty()
        && write.journal.values().stream().noneMatch(Payloads.Stored::isLarge)
        && !notices.wants(write.tenant(), write.journal, end == null ? null : end.result.state())
        && (end == null || (!end.output.isLarge() && end.result.state() != RunState.DEAD));
  }

  List<Answer> writeAll(Connection connection, List<Write> writes) throws SQLException {
    if (writes.isEmpty()) {
      return List.of();
    }
    storePayloads(connection, writes);
    Batch batch = batch(writes, true);
    Trip.make(connection, batch.parts());
    List<Answer> answers = batch.answers();
    List<JournalRows.Row> written = new ArrayList<>();
    List<LifecycleNotices.Ended> ended = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Write write = writes.get(i);
      Answer answer = answers.get(i);
      if (answer == Answer.WRITTEN || answer == Answer.WOKE) {
        follow(connection, write);
        written.add(new JournalRows.Row(write.tenant(), write.run(), write.journal));
        Step.Finish end = write.end();
        if (end != null) {
          ended.add(new LifecycleNotices.Ended(write.tenant(), write.run(), end.result.state()));
        }
      }
    }
    notices.entries(connection, written);
    notices.ends(connection, ended);
    wakeParents(connection, writes, answers);
    return answers;
  }

  private void storePayloads(Connection connection, List<Write> writes) throws SQLException {
    List<Payloads.Owned> values = new ArrayList<>();
    for (Write write : writes) {
      write.journal.values().forEach(v -> values.add(new Payloads.Owned(write.tenant(), v)));
      Step.Finish end = write.end();
      if (end != null) {
        values.add(new Payloads.Owned(write.tenant(), end.output));
      }
    }
    Payloads.store(connection, values, clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** Writes as a statement and its answers. */
  final class Batch implements Trip.Part {
    private final List<Write> writes;
    private final boolean again;
    private final Integer[] order;
    private final Answer[] answers;

    private Batch(List<Write> writes, boolean again) {
      this.writes = writes;
      this.again = again;
      this.order = new Integer[writes.size()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparing(writes::get, Write.LOCK_ORDER));
      this.answers = new Answer[writes.size()];
      Arrays.fill(answers, Answer.LEASE_LOST);
    }

    List<Trip.Part> parts() {
      return writes.isEmpty() ? List.of() : List.of(this);
    }

    /** In the order of the writes. */
    List<Answer> answers() {
      return List.of(answers);
    }

    @Override
    public String sql() {
      return again ? WRITE_AGAIN : WRITE;
    }

    @Override
    public void bind(Columns columns) throws SQLException {
      RunWrites.this.bind(columns, Arrays.stream(order).map(writes::get).toList());
    }

    @Override
    public void read(@Nullable ResultSet rows) throws SQLException {
      while (rows != null && rows.next()) {
        int i = order[rows.getInt(1) - 1];
        answers[i] =
            answer(writes.get(i), rows.getBoolean(2), rows.getBoolean(3), rows.getBoolean(4));
      }
    }
  }

  /**
   * @param again some may have been written already
   */
  Batch batch(List<Write> writes, boolean again) {
    return new Batch(writes, again);
  }

  private void bind(Columns columns, List<Write> writes) throws SQLException {
    columns.text(writes, Write::tenant);
    columns.uuid(writes, Write::run);
    columns.int8(writes, write -> write.lease.epoch());
    columns.text(writes, write -> write.lease.node());
    columns.text(writes, RunWrites::letter);
    columns.bool(writes, Write::wakesParent);
    columns.int8(writes, write -> write.journal.last());
    columns.text(writes, write -> write.journal.text());
    columns.text(writes, RunWrites::state);
    columns.time(writes, write -> write.step instanceof Step.Park park ? park.wakeAt : null);
    columns.text(writes, write -> ofEnd(write, end -> end.output.inline()));
    columns.hex(writes, write -> ofEnd(write, end -> end.output.sha256()));
    columns.text(writes, write -> ofEnd(write, end -> JsonText.ofNullable(end.result.error())));
    columns.text(writes, write -> write.journal.reply());
    IdRange range = IdRange.of(writes, Write::run);
    OffsetDateTime now = Rows.timestamp(clock.instant());
    range.bind(columns);
    columns.all(now);
    columns.all(now);
    range.bind(columns);
  }

  private static String letter(Write write) {
    return switch (write.step) {
      case Step.Append _ -> "A";
      case Step.Park _ -> "P";
      case Step.Release _ -> "R";
      case Step.Finish _ -> "F";
    };
  }

  private static @Nullable String state(Write write) {
    return switch (write.step) {
      case Step.Append _, Step.Release _ -> null;
      case Step.Park park -> park.state.name();
      case Step.Finish finish -> finish.result.state().name();
    };
  }

  private static <T> @Nullable T ofEnd(Write write, Function<Step.Finish, @Nullable T> value) {
    Step.Finish end = write.end();
    return end == null ? null : value.apply(end);
  }

  /**
   * @param limited another run of the flow may have its turn
   */
  private static Answer answer(Write write, boolean woken, boolean child, boolean limited) {
    return switch (write.step) {
      case Step.Append _ -> Answer.WRITTEN;
      case Step.Park _ -> woken || limited ? Answer.WOKE : Answer.WRITTEN;
      case Step.Release _ -> Answer.WOKE;
      case Step.Finish _ -> {
        if (child && !write.wakesParent) {
          yield Answer.HAS_PARENT;
        }
        yield child || limited ? Answer.WOKE : Answer.WRITTEN;
      }
    };
  }

  private static void follow(Connection connection, Write write) throws SQLException {
    for (JournalEntry entry : write.journal.followed()) {
      switch (entry.kind()) {
        case SETTLED -> Settlements.delete(connection, write.tenant(), write.run(), entry.stepId());
        case AWAITED, SIGNALLED, AWAIT_ENDED ->
            Signals.follow(connection, write.tenant(), write.run(), entry);
        default -> {}
      }
    }
    Step.Finish end = write.end();
    if (end != null && end.result.state() == RunState.DEAD) {
      EventSubscriptions.deleteAll(connection, write.tenant(), write.run());
    }
  }

  private void wakeParents(Connection connection, List<Write> writes, List<Answer> answers)
      throws SQLException {
    try (PreparedStatement wake = connection.prepareStatement(WAKE_PARENT)) {
      boolean any = false;
      for (int i = 0; i < answers.size(); i++) {
        if (writes.get(i).wakesParent && answers.get(i) == Answer.WOKE) {
          wake.setObject(1, Rows.timestamp(clock.instant()));
          wake.setString(2, writes.get(i).tenant());
          wake.setString(3, writes.get(i).tenant());
          wake.setObject(4, writes.get(i).run());
          wake.addBatch();
          any = true;
        }
      }
      if (any) {
        wake.executeBatch();
      }
    }
  }
}
