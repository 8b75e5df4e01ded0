package io.patchbay.run.jdbc;

import io.patchbay.run.Accepted;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** A request with its input already written as text. */
  record Prepared(Request request, Payloads.Stored input) {
    NewRun run() {
      return request.run;
    }

    String tenant() {
      return request.run.tenant().value();
    }
  }

  private final InstantSource clock;

  public RunAcceptance(InstantSource clock) {
    this.clock = clock;
  }

  static Prepared prepare(Request request) {
    return new Prepared(request, Payloads.of(request.run.input()));
  }

  /** All or none; the answers are true once the caller's transaction commits. */
  public List<Accepted> accept(Connection connection, List<Request> requests) throws SQLException {
    return acceptPrepared(connection, requests.stream().map(RunAcceptance::prepare).toList());
  }

  List<Accepted> acceptPrepared(Connection connection, List<Prepared> requests)
      throws SQLException {
    Instant now = clock.instant();
    Accepted[] answers = new Accepted[requests.size()];
    Arrays.setAll(answers, i -> new Accepted(requests.get(i).run().id(), false));
    findDuplicates(connection, requests, answers, now);
    List<Integer> fresh = new ArrayList<>();
    List<Payloads.Owned> values = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      if (!answers[i].duplicate()) {
        fresh.add(i);
        values.add(new Payloads.Owned(requests.get(i).tenant(), requests.get(i).input));
      }
    }
    Payloads.store(connection, values, now.atZone(ZoneOffset.UTC).toLocalDate());
    insert(connection, requests, fresh, answers, now);
    count(connection, requests, answers, now);
    return List.of(answers);
  }

  private void findDuplicates(
      Connection connection, List<Prepared> requests, Accepted[] answers, Instant now)
      throws SQLException {
    List<Integer> keyed = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      if (requests.get(i).run().idempotencyKey() != null) {
        keyed.add(i);
      }
    }
    if (keyed.isEmpty()) {
      return;
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
        answers[i] = new Accepted(earlier(connection, requests.get(i).run()), true);
      }
    }
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

  private static void insert(
      Connection connection,
      List<Prepared> requests,
      List<Integer> fresh,
      Accepted[] answers,
      Instant now)
      throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    int[] inserted;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into run (tenant_id, id, flow_id, flow_version, draft_hash, state,"
                + " trigger_kind, test, reply_wanted, input, input_sha256, business_key, idempotency_key,"
                + " parent_run, parent_step, depth, rerun_of, started_by, accepted_at, due_at)"
                + " values (?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (tenant_id, id) do nothing")) {
      for (int i : fresh) {
        bind(insert, requests.get(i), now);
        insert.addBatch();
      }
      inserted = insert.executeBatch();
    }
    for (int k = 0; k < inserted.length; k++) {
      if (inserted[k] == 0) {
        int i = fresh.get(k);
        answers[i] = new Accepted(requests.get(i).run().id(), true);
      }
    }
  }

  private static void bind(PreparedStatement insert, Prepared prepared, Instant now)
      throws SQLException {
    NewRun run = prepared.run();
    NewRun.Parent parent = run.parent();
    RunId rerunOf = prepared.request.rerunOf;
    String key = run.idempotencyKey();
    String businessKey = prepared.request.businessKey;
    int at = 0;
    insert.setString(++at, prepared.tenant());
    insert.setObject(++at, run.id().value());
    insert.setString(++at, run.flow().flow().value());
    insert.setInt(++at, run.flow().number());
    insert.setString(++at, run.flow().draftHash());
    insert.setString(++at, run.trigger().name());
    insert.setBoolean(++at, run.test());
    insert.setBoolean(++at, run.replyWanted());
    insert.setString(++at, prepared.input.inline());
    insert.setBytes(++at, prepared.input.sha256());
    insert.setString(++at, businessKey == null ? null : JsonText.plain(businessKey));
    insert.setString(++at, key == null ? null : JsonText.plain(key));
    insert.setObject(++at, parent == null ? null : parent.run().value(), Types.OTHER);
    insert.setString(++at, parent == null ? null : JsonText.plain(parent.stepId()));
    insert.setInt(++at, parent == null ? 0 : parent.depth());
    insert.setObject(++at, rerunOf == null ? null : rerunOf.value(), Types.OTHER);
    insert.setString(++at, prepared.request.startedBy);
    insert.setObject(++at, Rows.timestamp(now));
    insert.setObject(++at, Rows.timestamp(now));
  }

  /** The ledger's own count of what came in: one row a tenant and transaction. */
  private static void count(
      Connection connection, List<Prepared> requests, Accepted[] answers, Instant now)
      throws SQLException {
    Map<String, Integer> accepted = new TreeMap<>();
    for (int i = 0; i < answers.length; i++) {
      if (!answers[i].duplicate()) {
        accepted.merge(requests.get(i).tenant(), 1, Integer::sum);
      }
    }
    if (accepted.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger (tenant_id, id, accepted, removed, at) values (?, ?, ?, 0, ?)")) {
      for (Map.Entry<String, Integer> entry : accepted.entrySet()) {
        insert.setString(1, entry.getKey());
        insert.setObject(2, Rows.newId(now));
        insert.setInt(3, entry.getValue());
        insert.setObject(4, Rows.timestamp(now));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
