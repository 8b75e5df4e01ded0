package io.patchbay.run.jdbc;

import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.Intake;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.NewRun;
import io.patchbay.run.Offer;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs in, inside a transaction of the caller: a trigger that has something to remember (a
 * cursor, a fire time) writes it in the same transaction.
 */
public final class RunAcceptance {

  static final Duration KEY_LIFE = Duration.ofHours(72);

  /**
   * A run on its way in.
   *
   * @param businessKey what people call the run by, such as an order number
   * @param startedBy the person who started it
   * @param rerunOf the run whose input it repeats
   */
  public record Request(
      NewRun run,
      @Nullable String businessKey,
      @Nullable String startedBy,
      @Nullable RunId rerunOf) {
    public static Request of(NewRun run) {
      return new Request(run, null, null, null);
    }
  }

  /**
   * A request with its values already written as text.
   *
   * @param offer of the node that begins it at once; null: it is queued
   * @param begun the node that made the offer is at it already
   * @param ended null: its work is still to be done
   */
  record Prepared(
      Request request,
      Payloads.Stored input,
      @Nullable Offer offer,
      boolean begun,
      @Nullable Ended ended)
      implements RunChange<Taken> {
    @Override
    public Taken answer(Object answer) {
      return (Taken) answer;
    }

    NewRun run() {
      return request.run;
    }

    String tenant() {
      return request.run.tenant().value();
    }
  }

  /**
   * What became of a request.
   *
   * @param inTurn its flow is limited: it waits for its turn
   */
  record Taken(Intake intake, boolean inTurn) {}

  /** How a run ended that is written as a whole. */
  record Ended(
      Instant acceptedAt, RunResult result, Payloads.Stored output, JournalRows.Prepared journal) {}

  private final InstantSource clock;
  private final LifecycleNotices notices;

  public RunAcceptance(InstantSource clock) {
    this(clock, new LifecycleNotices());
  }

  RunAcceptance(InstantSource clock, LifecycleNotices notices) {
    this.clock = clock;
    this.notices = notices;
  }

  static Prepared prepare(Request request, @Nullable Offer offer) {
    return new Prepared(request, Payloads.of(request.run.input()), offer, false, null);
  }

  /** A run that its node has begun before it is on disk. */
  static Prepared begun(Request request, Offer offer) {
    return new Prepared(request, Payloads.of(request.run.input()), offer, true, null);
  }

  static Prepared whole(
      Request request, Instant acceptedAt, List<JournalEntry> entries, RunResult result) {
    JournalText text = new JournalText();
    JournalRows.Prepared journal = JournalRows.Prepared.of(entries, text);
    return new Prepared(
        request,
        text.stored(request.run.input()),
        null,
        true,
        new Ended(acceptedAt, result, text.stored(result.output()), journal));
  }

  /** All or none; the answers are true once the caller's transaction commits. */
  public List<Accepted> accept(Connection connection, List<Request> requests) throws SQLException {
    return acceptPrepared(connection, requests.stream().map(r -> prepare(r, null)).toList())
        .stream()
        .map(taken -> taken.intake.accepted())
        .toList();
  }

  /** Whether nothing but {@link #batch} has to be done for these. */
  boolean isOneStatement(List<Prepared> requests) {
    for (Prepared request : requests) {
      if (request.run().idempotencyKey() != null
          || request.input.isLarge()
          || (request.ended != null && takesMore(request.tenant(), request.ended))) {
        return false;
      }
    }
    return true;
  }

  private boolean takesMore(String tenant, Ended ended) {
    return ended.output.isLarge()
        || ended.journal.values().stream().anyMatch(Payloads.Stored::isLarge)
        || notices.wants(tenant, ended.journal, ended.result.state());
  }

  /** Requests without keys, large values and listeners, as statements and their answers. */
  final class Batch {
    private final List<Prepared> requests;
    private final Instant now = clock.instant();
    private final Map<UUID, Boolean> inserted = new HashMap<>();
    private final boolean again;

    private Batch(List<Prepared> requests, boolean again) {
      this.requests = requests;
      this.again = again;
    }

    List<Trip.Part> parts() {
      return RunRows.parts(requests, now, again, inserted);
    }

    List<Taken> taken() {
      List<Taken> taken = new ArrayList<>(requests.size());
      for (Prepared request : requests) {
        taken.add(RunAcceptance.taken(request, null, inserted, now));
      }
      return taken;
    }
  }

  /**
   * @param again some may be there already
   */
  Batch batch(List<Prepared> requests, boolean again) {
    return new Batch(requests, again);
  }

  List<Taken> acceptPrepared(Connection connection, List<Prepared> requests) throws SQLException {
    if (requests.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    @Nullable RunId[] earlier = findDuplicates(connection, requests, now);
    List<Prepared> fresh = new ArrayList<>();
    for (int i = 0; i < earlier.length; i++) {
      if (earlier[i] == null) {
        fresh.add(requests.get(i));
      }
    }
    storePayloads(connection, fresh, now);
    Map<UUID, Boolean> inserted = new HashMap<>();
    Trip.make(connection, RunRows.parts(fresh, now, true, inserted));
    List<Taken> taken = new ArrayList<>(earlier.length);
    for (int i = 0; i < earlier.length; i++) {
      taken.add(taken(requests.get(i), earlier[i], inserted, now));
    }
    notice(connection, requests, taken);
    return taken;
  }

  /**
   * @param earlier the run that has the request's key
   */
  private static Taken taken(
      Prepared request, @Nullable RunId earlier, Map<UUID, Boolean> inserted, Instant now) {
    RunId id = request.run().id();
    // A run id comes twice when an acceptance whose answer was lost is tried again.
    Boolean limited = inserted.get(id.value());
    boolean duplicate = earlier != null || limited == null;
    boolean inTurn = !duplicate && Boolean.TRUE.equals(limited);
    Accepted accepted = new Accepted(earlier == null ? id : earlier, duplicate);
    return new Taken(
        new Intake(accepted, duplicate || inTurn ? null : claimed(request, now)), inTurn);
  }

  private void notice(Connection connection, List<Prepared> requests, List<Taken> taken)
      throws SQLException {
    if (notices.none()) {
      return;
    }
    List<JournalRows.Row> journals = new ArrayList<>();
    List<LifecycleNotices.Ended> noted = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Ended ended = requests.get(i).ended;
      if (ended != null && !taken.get(i).intake.accepted().duplicate()) {
        String tenant = requests.get(i).tenant();
        UUID run = requests.get(i).run().id().value();
        journals.add(new JournalRows.Row(tenant, run, ended.journal));
        noted.add(new LifecycleNotices.Ended(tenant, run, ended.result.state()));
      }
    }
    notices.entries(connection, journals);
    notices.ends(connection, noted);
  }

  private static void storePayloads(Connection connection, List<Prepared> runs, Instant now)
      throws SQLException {
    List<Payloads.Owned> values = new ArrayList<>();
    for (Prepared run : runs) {
      values.add(new Payloads.Owned(run.tenant(), run.input));
      Ended ended = run.ended;
      if (ended != null) {
        values.add(new Payloads.Owned(run.tenant(), ended.output));
        ended.journal.values().forEach(v -> values.add(new Payloads.Owned(run.tenant(), v)));
      }
    }
    Payloads.store(connection, values, now.atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static @Nullable ClaimedRun claimed(Prepared prepared, Instant now) {
    Offer offer = prepared.offer;
    return offer == null ? null : claimed(prepared.run(), offer.node(), now);
  }

  /** A run that its node holds since its acceptance. */
  static ClaimedRun claimed(NewRun run, String node, Instant acceptedAt) {
    return new ClaimedRun(
        new Lease(run.tenant(), run.id(), node, 1),
        run.flow(),
        run.trigger(),
        run.input(),
        run.parent(),
        run.replyWanted(),
        run.test(),
        acceptedAt,
        List.of(),
        1,
        false,
        List.of());
  }

  /** For each request the run that has its key already; null where there is none. */
  private @Nullable RunId[] findDuplicates(
      Connection connection, List<Prepared> requests, Instant now) throws SQLException {
    @Nullable RunId[] earlier = new RunId[requests.size()];
    List<Integer> keyed = new ArrayList<>();
    for (int i = 0; i < earlier.length; i++) {
      if (requests.get(i).run().idempotencyKey() != null) {
        keyed.add(i);
      }
    }
    if (keyed.isEmpty()) {
      return earlier;
    }
    keyed.sort(Comparator.comparing(i -> keyOf(requests.get(i))));
    int[] taken;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into idempotency (tenant_id, flow_id, key, run_id, expires_at)"
                + " values (?, ?, ?, ?, ?) on conflict (tenant_id, flow_id, key) do update"
                + " set run_id = excluded.run_id, expires_at = excluded.expires_at"
                + " where idempotency.expires_at < ?")) {
      for (int i : keyed) {
        setKey(insert, requests.get(i).run());
        insert.setObject(4, requests.get(i).run().id().value());
        insert.setObject(5, Rows.timestamp(now.plus(KEY_LIFE)));
        insert.setObject(6, Rows.timestamp(now));
        insert.addBatch();
      }
      taken = insert.executeBatch();
    }
    for (int k = 0; k < taken.length; k++) {
      if (taken[k] == 0) {
        int i = keyed.get(k);
        earlier[i] = earlier(connection, requests.get(i).run());
      }
    }
    return earlier;
  }

  private static String keyOf(Prepared request) {
    return request.tenant()
        + '\n'
        + request.run().flow().flow()
        + '\n'
        + request.run().idempotencyKey();
  }

  private static void setKey(PreparedStatement statement, NewRun run) throws SQLException {
    statement.setString(1, run.tenant().value());
    statement.setString(2, run.flow().flow().value());
    String key = run.idempotencyKey();
    statement.setString(3, JsonText.plain(key == null ? "" : key));
  }

  private static RunId earlier(Connection connection, NewRun run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select run_id from idempotency where tenant_id = ? and flow_id = ? and key = ?")) {
      setKey(select, run);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the idempotency key vanished while it was looked up", "40001");
        }
        return new RunId(rows.getObject(1, UUID.class));
      }
    }
  }
}
