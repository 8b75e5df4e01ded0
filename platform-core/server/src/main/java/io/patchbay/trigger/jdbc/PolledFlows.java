package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.plugin.call.PollInvoker;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.jdbc.Firings.Firing;
import io.patchbay.trigger.schedule.FireTimes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks third parties for news and starts a run for each item. A poll is claimed by moving its row's
 * next time on, so that no transaction is open while the other side thinks; the cursor moves in the
 * transaction that accepts the runs, so that nothing is lost or taken twice.
 */
@Singleton
public class PolledFlows {

  private static final Logger LOG = LoggerFactory.getLogger(PolledFlows.class);
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Another node may try again after so long if this one dies while it polls. */
  private static final Duration CLAIM = DEADLINE.multipliedBy(2);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 10;

  private final EngineDatabase database;
  private final FlowDefinitions definitions;
  private final PollInvoker invoker;
  private final PostgresRunStore store;
  private final Firings firings;
  private final InstantSource clock;

  @Inject
  public PolledFlows(
      EngineDatabase database,
      FlowDefinitions definitions,
      PollInvoker invoker,
      PostgresRunStore store,
      Firings firings,
      InstantSource clock) {
    this.database = database;
    this.definitions = definitions;
    this.invoker = invoker;
    this.store = store;
    this.firings = firings;
    this.clock = clock;
  }

  /** Polls if it is time. Answers when the alarm should ring next. */
  public Optional<Instant> ring(TenantId tenant, FlowId flow) throws InterruptedException {
    Optional<ScheduleRow> claimed = database.inTransaction(c -> claim(c, tenant, flow));
    if (claimed.isEmpty()) {
      return database
          .inTransaction(c -> ScheduleRow.find(c, tenant, flow))
          .flatMap(row -> Optional.ofNullable(row.nextAt()));
    }
    ScheduleRow row = claimed.get();
    Optional<FlowDefinition> definition = definitions.find(tenant, row.version());
    TriggerSettings.Poll poll = definition.map(d -> d.trigger().poll()).orElse(null);
    if (poll == null) {
      return finish(row, USUAL, refusal(row, "The published text is not readable"));
    }
    Duration interval = interval(definition.get().trigger());
    if (row.suspended()) {
      return finish(row, interval, refusal(row, "The tenant is suspended"));
    }
    return switch (pages(row, poll)) {
      case PollInvoker.PollOutcome.Page page -> finish(row, interval, null);
      case PollInvoker.PollOutcome.Failed failed ->
          finish(row, pause(failed, interval, row.failures()), refusal(row, sentence(failed)));
    };
  }

  private Optional<ScheduleRow> claim(Connection connection, TenantId tenant, FlowId flow)
      throws SQLException {
    Instant now = clock.instant();
    Optional<ScheduleRow> row =
        ScheduleRow.lock(connection, tenant, flow)
            .filter(ScheduleRow::isPoll)
            .filter(r -> r.nextAt() != null && !now.isBefore(r.nextAt()));
    if (row.isPresent()) {
      row.get().update(connection, now.plus(CLAIM), null, row.get().failures());
    }
    return row;
  }

  /** Page after page; what came before a failure stays accepted. */
  private PollInvoker.PollOutcome pages(ScheduleRow row, TriggerSettings.Poll poll)
      throws InterruptedException {
    for (int i = 1; ; i++) {
      PollState state =
          database.inTransaction(
              c -> PollState.load(c, row.tenant(), row.version().flow(), clock.instant()));
      Instant deadline = clock.instant().plus(DEADLINE);
      PollInvoker.PollOutcome outcome =
          invoker.poll(
              new PollInvoker.PollCall(
                  row.tenant(),
                  poll.function(),
                  poll.version(),
                  poll.connection(),
                  poll.parameters(),
                  state.cursor(),
                  state.since(),
                  PAGE_SIZE,
                  deadline));
      if (!(outcome instanceof PollInvoker.PollOutcome.Page page)) {
        return outcome;
      }
      int fresh = database.inTransaction(c -> state.accept(c, row.version(), page, clock));
      if (fresh > 0) {
        store.signal();
      }
      LOG.debug(
          "Poll of flow {} brought {} items, {} new", row.version(), page.items().size(), fresh);
      if (!page.more() || i == MAX_PAGES) {
        return page;
      }
    }
  }

  static Duration interval(TriggerSettings trigger) {
    Schedule schedule = trigger.schedule();
    Duration wanted =
        switch (schedule) {
          case null -> USUAL;
          case Schedule.Every every -> every.interval();
          case Schedule.After after -> after.delay();
          case Schedule.Cron _, Schedule.On _ -> USUAL;
        };
    return wanted.compareTo(FireTimes.SHORTEST) < 0 ? FireTimes.SHORTEST : wanted;
  }

  private static Duration pause(
      PollInvoker.PollOutcome.Failed failed, Duration interval, int failures) {
    Duration asked = failed.retry().retryAfter();
    Duration backoff = interval.multipliedBy(1L << Math.min(failures, 6));
    Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
    Duration bounded = backoff.compareTo(longest) > 0 ? longest : backoff;
    return asked != null && asked.compareTo(bounded) > 0 ? asked : bounded;
  }

  private static String sentence(PollInvoker.PollOutcome.Failed failed) {
    FlowError error = failed.error();
    String detail = error.detail();
    return "The poll failed: " + error.title() + (detail == null ? "" : " " + detail);
  }

  private static Firing refusal(ScheduleRow row, String reason) {
    return Firing.refused(row.tenant(), row.version().flow(), TriggerKind.POLL, reason);
  }

  private Optional<Instant> finish(ScheduleRow row, Duration pause, @Nullable Firing refusal) {
    Instant next = clock.instant().plus(pause);
    database.transact(
        c -> {
          Optional<ScheduleRow> now = ScheduleRow.lock(c, row.tenant(), row.version().flow());
          if (now.isPresent() && now.get().version().equals(row.version())) {
            now.get().update(c, next, null, refusal == null ? 0 : row.failures() + 1);
          }
          if (refusal != null) {
            firings.insert(c, refusal);
          }
        });
    return Optional.of(next);
  }
}
