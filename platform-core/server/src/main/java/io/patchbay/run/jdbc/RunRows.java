package io.patchbay.run.jdbc;

import io.patchbay.run.NewRun;
import io.patchbay.run.Offer;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * New runs to rows: queued, held by the node that took them in, or as a whole with their end and
 * journal. One statement a kind, which also counts them.
 */
final class RunRows {

  private static final String COLUMNS =
      "tenant_id, id, flow_id, flow_version, draft_hash, state, trigger_kind, test, reply_wanted,"
          + " input, input_sha256, business_key, idempotency_key, parent_run, parent_step, depth,"
          + " rerun_of, started_by, accepted_at, started_at";

  private static final String UNNEST =
      " from unnest(?::text[], ?::uuid[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::text[],"
          + " ?::bool[], ?::bool[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],"
          + " ?::text[], ?::int8[], ?::uuid[], ?::text[]";

  private static final String NAMES =
      " k(tenant_id, id, flow_id, flow_version, draft_hash, state, trigger_kind, test,"
          + " reply_wanted, input, input_sha256, business_key, idempotency_key, parent_run,"
          + " parent_step, depth, rerun_of, started_by";

  private static final String ENDED_NAMES =
      ", accepted_at, output, output_sha256, error, reply, last, entries))";

  /** What came in, counted on its own for the ledger: one row a tenant and transaction. */
  private static final String COUNT =
      "insert into ledger (tenant_id, id, accepted, removed, at)"
          + " select l.tenant_id, l.id, n, 0, ? from unnest(?::text[], ?::uuid[], ?::int8[])"
          + " l(tenant_id, id, most)";

  private static final String OF_ALL = " cross join lateral (select most as n) f";

  private static final String OF_FRESH =
      " join (select tenant_id, count(*) as n from fresh group by tenant_id) f"
          + " on f.tenant_id = l.tenant_id";

  private static final String OPEN =
      open("") + COUNT + OF_ALL + ") select id, limited from fresh where limited";

  private static final String OPEN_AGAIN =
      open(" on conflict (tenant_id, id) do nothing")
          + COUNT
          + OF_FRESH
          + ") select id, limited from fresh";

  private static final String ENDED = ended("", "") + COUNT + OF_ALL;

  private static final String ENDED_AGAIN =
      ended(
              " on conflict (tenant_id, id) do nothing returning tenant_id, id, limited",
              " on conflict (tenant_id, run_id, sequence) do nothing")
          + ", counted as ("
          + COUNT
          + OF_FRESH
          + ") select id, limited from fresh";

  /** A run of a limited flow waits for its turn, unless it has begun already. */
  private static String open(String conflict) {
    return "with fresh as (insert into run ("
        + COLUMNS
        + ", due_at, turn_at, limited, lease_owner, epoch, claims, event_position)"
        + values("case when owner is null then 'QUEUED' else 'RUNNING' end")
        + "?, case when owner is null then null else ?::timestamptz end,"
        + " case when owner is not null then ?::timestamptz"
        + " when not limited then ?::timestamptz end,"
        + " case when owner is null and limited then ?::timestamptz end, limited, owner,"
        + " case when owner is null then 0 else 1 end, case when owner is null then 0 else 1 end,"
        + " (select last_position from event_log l where l.tenant_id = k.tenant_id)"
        + " from (select k.*, l.flow_id is not null as limited,"
        + " case when l.flow_id is null or begun then offered end as owner"
        + UNNEST
        + ", ?::text[], ?::bool[])"
        + NAMES
        + ", offered, begun) left join flow_limit l on l.tenant_id = k.tenant_id"
        + " and l.flow_id = k.flow_id and l.max_running is not null) k"
        + conflict
        + " returning tenant_id, id, limited), counted as (";
  }

  private static String ended(String conflict, String written) {
    return "with k as materialized (select *"
        + UNNEST
        + ", ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[])"
        + NAMES
        + ENDED_NAMES
        + ", fresh as (insert into run ("
        + COLUMNS
        + ", finished_at, epoch, output, output_sha256, error, reply)"
        + values("state")
        + "accepted_at::timestamptz, accepted_at::timestamptz, ?, 1, output,"
        + " decode(output_sha256, 'hex'), error, reply from k"
        + conflict
        + "), written as (insert into journal (tenant_id, run_id, sequence, entries)"
        + " select tenant_id, id, last, entries from k where last > 0"
        + written
        + ") ";
  }

  private RunRows() {}

  private static String values(String state) {
    return " select tenant_id, id, flow_id, flow_version, draft_hash, "
        + state
        + ", trigger_kind, test,"
        + " reply_wanted, input, decode(input_sha256, 'hex'), business_key, idempotency_key,"
        + " parent_run, parent_step, depth, rerun_of, started_by, ";
  }

  /**
   * The statements that insert the runs.
   *
   * @param again some may be there already, and are left as they are
   * @param inserted takes those that were not, each with whether its flow is limited
   */
  static List<Trip.Part> parts(
      List<RunAcceptance.Prepared> runs, Instant now, boolean again, Map<UUID, Boolean> inserted) {
    List<RunAcceptance.Prepared> open = new ArrayList<>();
    List<RunAcceptance.Prepared> ended = new ArrayList<>();
    runs.forEach(run -> (run.ended() == null ? open : ended).add(run));
    List<Trip.Part> parts = new ArrayList<>();
    if (!open.isEmpty()) {
      String sql = again ? OPEN_AGAIN : OPEN;
      parts.add(new Insert(sql, c -> bindOpen(c, open, now), again ? List.of() : open, inserted));
    }
    if (!ended.isEmpty()) {
      String sql = again ? ENDED_AGAIN : ENDED;
      parts.add(
          new Insert(sql, c -> bindEnded(c, ended, now), again ? List.of() : ended, inserted));
    }
    return parts;
  }

  private interface Binding {
    void bind(Columns columns) throws SQLException;
  }

  /**
   * @param certain those that are inserted if anything is, so that the statement names only those
   *     of limited flows
   */
  private record Insert(
      String sql,
      Binding binding,
      List<RunAcceptance.Prepared> certain,
      Map<UUID, Boolean> inserted)
      implements Trip.Part {
    @Override
    public void bind(Columns columns) throws SQLException {
      binding.bind(columns);
    }

    @Override
    public void read(@Nullable ResultSet rows) throws SQLException {
      certain.forEach(run -> inserted.put(run.run().id().value(), false));
      while (rows != null && rows.next()) {
        inserted.put(rows.getObject(1, UUID.class), rows.getBoolean(2));
      }
    }
  }

  private static void bindOpen(Columns columns, List<RunAcceptance.Prepared> runs, Instant now)
      throws SQLException {
    columns.all(Rows.timestamp(now));
    columns.all(Rows.timestamp(now));
    columns.all(Rows.timestamp(leaseEnd(runs, now)));
    columns.all(Rows.timestamp(now));
    columns.all(Rows.timestamp(now));
    head(columns, runs, run -> (run.offer() == null ? RunState.QUEUED : RunState.RUNNING).name());
    columns.text(runs, RunRows::owner);
    columns.bool(runs, RunAcceptance.Prepared::begun);
    count(columns, runs, now);
  }

  private static void bindEnded(Columns columns, List<RunAcceptance.Prepared> runs, Instant now)
      throws SQLException {
    head(columns, runs, run -> ended(run).result().state().name());
    columns.time(runs, run -> ended(run).acceptedAt());
    columns.text(runs, run -> ended(run).output().inline());
    columns.hex(runs, run -> ended(run).output().sha256());
    columns.text(runs, run -> JsonText.ofNullable(ended(run).result().error()));
    columns.text(runs, run -> ended(run).journal().reply());
    columns.int8(runs, run -> ended(run).journal().last());
    columns.text(runs, run -> ended(run).journal().text());
    columns.all(Rows.timestamp(now));
    count(columns, runs, now);
  }

  private static void head(
      Columns columns,
      List<RunAcceptance.Prepared> runs,
      java.util.function.Function<RunAcceptance.Prepared, @Nullable String> state)
      throws SQLException {
    columns.text(runs, RunAcceptance.Prepared::tenant);
    columns.uuid(runs, run -> run.run().id().value());
    columns.text(runs, run -> run.run().flow().flow().value());
    columns.int8(runs, run -> (long) run.run().flow().number());
    columns.text(runs, run -> run.run().flow().draftHash());
    columns.text(runs, state);
    columns.text(runs, run -> run.run().trigger().name());
    columns.bool(runs, run -> run.run().test());
    columns.bool(runs, run -> run.run().replyWanted());
    columns.text(runs, run -> run.input().inline());
    columns.hex(runs, run -> run.input().sha256());
    columns.plain(runs, run -> run.request().businessKey());
    columns.plain(runs, run -> run.run().idempotencyKey());
    columns.uuid(runs, run -> parentRun(run.run().parent()));
    columns.plain(runs, run -> parentStep(run.run().parent()));
    columns.int8(runs, run -> depth(run.run().parent()));
    columns.uuid(runs, run -> idOf(run.request().rerunOf()));
    columns.text(runs, run -> run.request().startedBy());
  }

  private static void count(Columns columns, List<RunAcceptance.Prepared> runs, Instant now)
      throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    runs.forEach(run -> counts.merge(run.tenant(), 1L, Long::sum));
    List<String> tenants = List.copyOf(counts.keySet());
    columns.all(Rows.timestamp(now));
    columns.text(tenants, tenant -> tenant);
    columns.uuid(tenants, tenant -> Rows.newId(now));
    columns.int8(tenants, counts::get);
  }

  private static RunAcceptance.Ended ended(RunAcceptance.Prepared run) {
    RunAcceptance.Ended ended = run.ended();
    if (ended == null) {
      throw new IllegalStateException("The run has not ended.");
    }
    return ended;
  }

  /** All offers of a batch come from one node. */
  private static Instant leaseEnd(List<RunAcceptance.Prepared> runs, Instant now) {
    Instant end = now;
    for (RunAcceptance.Prepared run : runs) {
      Offer offer = run.offer();
      if (offer != null) {
        end = now.plus(offer.lease());
      }
    }
    return end;
  }

  private static @Nullable String owner(RunAcceptance.Prepared run) {
    Offer offer = run.offer();
    return offer == null ? null : offer.node();
  }

  private static @Nullable UUID parentRun(NewRun.@Nullable Parent parent) {
    return parent == null ? null : parent.run().value();
  }

  private static @Nullable String parentStep(NewRun.@Nullable Parent parent) {
    return parent == null ? null : parent.stepId();
  }

  private static long depth(NewRun.@Nullable Parent parent) {
    return parent == null ? 0 : parent.depth();
  }

  private static @Nullable UUID idOf(@Nullable RunId run) {
    return run == null ? null : run.value();
  }
}
