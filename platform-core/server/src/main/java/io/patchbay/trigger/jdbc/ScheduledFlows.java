package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.Columns;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.jdbc.Firings.Decision;
import io.patchbay.trigger.jdbc.Firings.Firing;
import io.patchbay.trigger.schedule.FireTimes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fires schedules, those of a moment together. The alarm may ring twice, late, or on two nodes at
 * once: the schedule's row is locked, the row (flow, fire time) can exist only once, and both are
 * written in the transaction that accepts the run. Times that nobody fired while the platform was
 * down become one run now.
 */
@Singleton
public class ScheduledFlows {

  private final EngineDatabase database;
  private final FlowDefinitions definitions;
  private final PostgresRunStore store;
  private final Firings firings;
  private final InstantSource clock;
  private final RunAcceptance acceptance;

  @Inject
  public ScheduledFlows(
      EngineDatabase database,
      FlowDefinitions definitions,
      PostgresRunStore store,
      Firings firings,
      InstantSource clock) {
    this.database = database;
    this.definitions = definitions;
    this.store = store;
    this.firings = firings;
    this.clock = clock;
    this.acceptance = new RunAcceptance(clock);
  }

  /**
   * What an alarm of several flows came to.
   *
   * @param next the next time of a flow; absent: none by itself
   * @param fired those whose time this ring has taken, so that their next alarm is its business
   * @param polls flows among them that ask a third party instead: nothing was done for them
   */
  public record Rung(Map<TimedFlow, Instant> next, Set<TimedFlow> fired, List<TimedFlow> polls) {}

  /** Those of a ring that it fires by, and how: what needs no lock. */
  private record Plan(FlowVersionRef version, Schedule schedule, ZoneId zone) {}

  /** A row whose time has come, on its way through the transaction. */
  private record Fire(ScheduleRow row, FireTimes.Due due, RunId run) {}

  /** As {@link #ring(Collection)}, of one flow. */
  public Optional<Instant> ring(TenantId tenant, FlowId flow) {
    TimedFlow timed = new TimedFlow(tenant, flow);
    return Optional.ofNullable(ring(List.of(timed)).next.get(timed));
  }

  /** Fires those whose time has come: all in one transaction, or none. */
  public Rung ring(Collection<TimedFlow> flows) {
    Map<TimedFlow, Plan> plans = new HashMap<>();
    List<TimedFlow> polls = new ArrayList<>();
    for (ScheduleRow row : database.inOneStatement(c -> ScheduleRow.findAll(c, flows))) {
      if (row.isPoll()) {
        polls.add(row.timed());
      } else {
        plan(row).ifPresent(plan -> plans.put(row.timed(), plan));
      }
    }
    Map<TimedFlow, Instant> next = new HashMap<>();
    Set<TimedFlow> fired = Set.of();
    if (!plans.isEmpty()) {
      fired = database.inTransaction(connection -> fire(connection, plans, next));
      store.signal();
    }
    return new Rung(next, fired, polls);
  }

  private Optional<Plan> plan(ScheduleRow row) {
    Optional<FlowDefinition> definition = definitions.find(row.tenant(), row.version());
    Schedule schedule = definition.map(d -> d.trigger().schedule()).orElse(null);
    if (schedule == null) {
      firings.note(
          Firing.refused(
              row.tenant(),
              row.version().flow(),
              TriggerKind.SCHEDULE,
              "The published text is not readable"));
      return Optional.empty();
    }
    return Optional.of(new Plan(row.version(), schedule, zone(definition.get().trigger(), row)));
  }

  static ZoneId zone(TriggerSettings trigger, ScheduleRow row) {
    ZoneId own = trigger.timezone();
    return own == null ? Zones.of(row.zone()) : own;
  }

  private Set<TimedFlow> fire(
      Connection connection, Map<TimedFlow, Plan> plans, Map<TimedFlow, Instant> next)
      throws SQLException {
    Instant now = clock.instant();
    next.clear();
    List<Fire> fires = new ArrayList<>();
    List<Firing> noted = new ArrayList<>();
    List<ScheduleRow.Move> moves = new ArrayList<>();
    for (ScheduleRow row : ScheduleRow.lockAll(connection, plans.keySet())) {
      Plan plan = plans.get(row.timed());
      Instant nextAt = row.nextAt();
      if (plan == null || !row.version().equals(plan.version)) {
        continue;
      }
      if (nextAt == null || nextAt.isAfter(now)) {
        put(next, row, nextAt);
        continue;
      }
      FireTimes.Due due = FireTimes.due(plan.schedule, plan.zone, nextAt, now);
      if (row.suspended()) {
        noted.add(firing(row, due, Decision.REFUSED, "The tenant is suspended", null));
        Instant later =
            due.next().or(() -> FireTimes.next(plan.schedule, plan.zone, now)).orElse(null);
        moves.add(new ScheduleRow.Move(row, later, null));
      } else {
        fires.add(new Fire(row, due, RunId.create(now, ThreadLocalRandom.current())));
      }
    }
    Set<TimedFlow> claimed = claimFireTimes(connection, fires);
    List<RunAcceptance.Request> runs = new ArrayList<>();
    for (Fire fire : fires) {
      if (claimed.contains(fire.row.timed())) {
        runs.add(RunAcceptance.Request.of(run(fire, now)));
        noted.add(firing(fire.row, fire.due, Decision.ACCEPTED, reason(fire.due), fire.run));
      } else {
        noted.add(
            firing(fire.row, fire.due, Decision.DUPLICATE, "This time was fired before", null));
      }
      moves.add(new ScheduleRow.Move(fire.row, fire.due.next().orElse(null), fire.run));
    }
    if (!runs.isEmpty()) {
      acceptance.accept(connection, runs);
    }
    firings.insertAll(connection, noted);
    ScheduleRow.moveAll(connection, moves);
    moves.forEach(move -> put(next, move.row(), move.nextAt()));
    return moves.stream().map(move -> move.row().timed()).collect(Collectors.toSet());
  }

  private static void put(Map<TimedFlow, Instant> next, ScheduleRow row, @Nullable Instant at) {
    if (at != null) {
      next.put(row.timed(), at);
    }
  }

  private static String reason(FireTimes.Due due) {
    return due.missed() == 0
        ? "On time"
        : due.missed() + " earlier times were missed and are made up for by this run";
  }

  private static Firing firing(
      ScheduleRow row, FireTimes.Due due, Decision decision, String reason, @Nullable RunId run) {
    return new Firing(
        row.tenant(),
        row.version().flow(),
        TriggerKind.SCHEDULE,
        decision,
        reason,
        run,
        due.fireAt(),
        null);
  }

  /** The rows that decide: a flow is not among the answers when this time was fired before. */
  private static Set<TimedFlow> claimFireTimes(Connection connection, List<Fire> fires)
      throws SQLException {
    Set<TimedFlow> claimed = new HashSet<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into schedule_fire (tenant_id, flow_id, fire_at, run_id)"
                + " select tenant_id, flow_id, fire_at::timestamptz, run_id"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::uuid[])"
                + " k(tenant_id, flow_id, fire_at, run_id)"
                + " on conflict do nothing returning tenant_id, flow_id")) {
      Columns columns = new Columns(connection, insert);
      columns.text(fires, fire -> fire.row.tenant().value());
      columns.text(fires, fire -> fire.row.version().flow().value());
      columns.time(fires, fire -> fire.due.fireAt());
      columns.uuid(fires, fire -> fire.run.value());
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          claimed.add(
              new TimedFlow(new TenantId(rows.getString(1)), new FlowId(rows.getString(2))));
        }
      }
    }
    return claimed;
  }

  private static NewRun run(Fire fire, Instant now) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("scheduledFor", fire.due.fireAt().toString());
    input.put("firedAt", now.toString());
    input.put("missed", fire.due.missed());
    return NewRun.of(fire.row.tenant(), fire.run, fire.row.version(), TriggerKind.SCHEDULE, input);
  }

  /**
   * Schedules of the kind "some time after the last run ended" whose run has ended get their next
   * time. Answers those that changed.
   */
  public List<ScheduleRow> wakeAfterEnd() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select s.tenant_id, s.flow_id, r.finished_at from schedule s"
                          + " left join run r on r.tenant_id = s.tenant_id and r.id = s.last_run"
                          + " where s.next_at is null and s.kind = 'SCHEDULE'"
                          + " and (r.id is null or r.finished_at is not null) limit 200");
              ResultSet rows = select.executeQuery()) {
            List<ScheduleRow> woken = new ArrayList<>();
            while (rows.next()) {
              Instant ended = Rows.instantOrNull(rows, "finished_at");
              Optional<ScheduleRow> row =
                  ScheduleRow.lock(
                      connection, new TenantId(rows.getString(1)), new FlowId(rows.getString(2)));
              if (row.isPresent() && row.get().nextAt() == null) {
                wake(connection, row.get(), ended == null ? clock.instant() : ended)
                    .ifPresent(woken::add);
              }
            }
            return woken;
          }
        });
  }

  private Optional<ScheduleRow> wake(Connection connection, ScheduleRow row, Instant ended)
      throws SQLException {
    Schedule schedule =
        definitions.find(row.tenant(), row.version()).map(d -> d.trigger().schedule()).orElse(null);
    if (!(schedule instanceof Schedule.After)) {
      return Optional.empty();
    }
    Instant next = FireTimes.next(schedule, Zones.of("UTC"), ended).orElse(ended);
    row.update(connection, next, null, 0);
    return ScheduleRow.find(connection, row.tenant(), row.version().flow());
  }
}
