package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.Accepted;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
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
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fires schedules. The alarm may ring twice, late, or on two nodes at once: the schedule's row is
 * locked, the row (flow, fire time) can exist only once, and both are written in the transaction
 * that accepts the run. Times that nobody fired while the platform was down become one run now.
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

  /** Fires if it is time. Answers when the alarm should ring next; empty: not by itself. */
  public Optional<Instant> ring(TenantId tenant, FlowId flow) {
    Optional<ScheduleRow> seen =
        database.inTransaction(c -> ScheduleRow.find(c, tenant, flow)).filter(r -> !r.isPoll());
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Optional<FlowDefinition> definition = definitions.find(tenant, seen.get().version());
    Schedule schedule = definition.map(d -> d.trigger().schedule()).orElse(null);
    if (schedule == null) {
      firings.note(
          Firing.refused(tenant, flow, TriggerKind.SCHEDULE, "The published text is not readable"));
      return Optional.empty();
    }
    ZoneId zone = zone(definition.get().trigger(), seen.get());
    Optional<Instant> next =
        database.inTransaction(
            c -> {
              Optional<ScheduleRow> row = ScheduleRow.lock(c, tenant, flow);
              return row.filter(r -> r.version().equals(seen.get().version())).isPresent()
                  ? fire(c, row.get(), schedule, zone)
                  : Optional.<Instant>empty();
            });
    store.signal();
    return next;
  }

  static ZoneId zone(TriggerSettings trigger, ScheduleRow row) {
    ZoneId own = trigger.timezone();
    return own == null ? Zones.of(row.zone()) : own;
  }

  private Optional<Instant> fire(
      Connection connection, ScheduleRow row, Schedule schedule, ZoneId zone) throws SQLException {
    Instant now = clock.instant();
    Instant nextAt = row.nextAt();
    if (nextAt == null || nextAt.isAfter(now)) {
      return Optional.ofNullable(nextAt);
    }
    FireTimes.Due due = FireTimes.due(schedule, zone, nextAt, now);
    if (row.suspended()) {
      firings.insert(
          connection, firing(row, due, Decision.REFUSED, "The tenant is suspended", null));
      Instant next = due.next().orElseGet(() -> FireTimes.next(schedule, zone, now).orElse(null));
      row.update(connection, next, null, 0);
      return Optional.ofNullable(next);
    }
    RunId run = RunId.create(now, ThreadLocalRandom.current());
    if (claimFireTime(connection, row, due.fireAt(), run)) {
      Accepted accepted = accept(connection, row, due, run, now);
      String reason =
          due.missed() == 0
              ? "On time"
              : due.missed() + " earlier times were missed and are made up for by this run";
      firings.insert(connection, firing(row, due, Decision.ACCEPTED, reason, accepted.run()));
    } else {
      firings.insert(
          connection, firing(row, due, Decision.DUPLICATE, "This time was fired before", null));
    }
    row.update(connection, due.next().orElse(null), run, 0);
    return due.next();
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

  /** The row that decides: false when another alarm fired this time already. */
  private static boolean claimFireTime(
      Connection connection, ScheduleRow row, Instant fireAt, RunId run) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into schedule_fire (tenant_id, flow_id, fire_at, run_id) values (?, ?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setString(1, row.tenant().value());
      insert.setString(2, row.version().flow().value());
      insert.setObject(3, Rows.timestamp(fireAt));
      insert.setObject(4, run.value());
      return insert.executeUpdate() == 1;
    }
  }

  private Accepted accept(
      Connection connection, ScheduleRow row, FireTimes.Due due, RunId run, Instant now)
      throws SQLException {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("scheduledFor", due.fireAt().toString());
    input.put("firedAt", now.toString());
    input.put("missed", due.missed());
    NewRun newRun = NewRun.of(row.tenant(), run, row.version(), TriggerKind.SCHEDULE, input);
    return acceptance.accept(connection, List.of(RunAcceptance.Request.of(newRun))).getFirst();
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
              java.sql.ResultSet rows = select.executeQuery()) {
            List<ScheduleRow> woken = new java.util.ArrayList<>();
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
