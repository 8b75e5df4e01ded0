package io.patchbay.trigger.quartz;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.jpa.FlowChanged;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.tenant.TenantId;
import io.patchbay.trigger.jdbc.PolledFlows;
import io.patchbay.trigger.jdbc.ScheduleRow;
import io.patchbay.trigger.jdbc.ScheduledFlows;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an alarm set for every flow that fires by time, and lets flows fire when it rings. A watch
 * looks for times that passed without an alarm (a node that died between commit and alarm, a store
 * that lost one), so that nothing depends on Quartz alone.
 */
@Singleton
public class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final Duration WATCH = Duration.ofSeconds(2);
  private static final Duration OVERDUE = Duration.ofSeconds(5);

  /** An alarm so near is not worth a trip through the database. */
  private static final Duration NEAR = Duration.ofSeconds(3);

  private record Key(TenantId tenant, FlowId flow) {}

  private final EngineDatabase database;
  private final PlatformConfig config;
  private final ScheduledFlows scheduled;
  private final PolledFlows polled;
  private final InstantSource clock;
  private final Set<Key> ringing = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-schedule-watch").factory());
  private volatile @Nullable QuartzAlarms quartz;

  @Inject
  public Alarms(
      EngineDatabase database,
      PlatformConfig config,
      ScheduledFlows scheduled,
      PolledFlows polled,
      InstantSource clock) {
    this.database = database;
    this.config = config;
    this.scheduled = scheduled;
    this.polled = polled;
    this.clock = clock;
  }

  void start(@Observes @Priority(400) PlatformStarted started) throws SchedulerException {
    QuartzAlarms alarms = new QuartzAlarms(database, config, this::ring);
    quartz = alarms;
    alarms.start();
    watch.scheduleWithFixedDelay(
        this::look, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes PlatformStopping stopping) {
    watch.shutdownNow();
    QuartzAlarms alarms = quartz;
    if (alarms != null) {
      try {
        alarms.close();
      } catch (SchedulerException e) {
        LOG.warn("The scheduler did not stop cleanly", e);
      }
    }
  }

  /** The flow was published, turned on or off, or deleted: its row says what is true now. */
  void onChange(@Observes FlowChanged change) {
    try {
      Optional<ScheduleRow> row =
          database.inTransaction(c -> ScheduleRow.find(c, change.tenant(), change.flow()));
      set(change.tenant(), change.flow(), row.map(ScheduleRow::nextAt).orElse(null));
    } catch (DatabaseException e) {
      LOG.warn("The alarm of flow {} is set later", change.flow(), e);
    }
  }

  private void set(TenantId tenant, FlowId flow, @Nullable Instant at) {
    QuartzAlarms alarms = quartz;
    if (alarms == null) {
      return;
    }
    try {
      if (at == null) {
        alarms.remove(tenant, flow);
      } else if (Duration.between(clock.instant(), at).compareTo(NEAR) <= 0) {
        ringLater(tenant, flow, at);
      } else {
        alarms.set(tenant, flow, at);
      }
    } catch (SchedulerException e) {
      LOG.warn("The alarm of flow {} could not be set; the watch will see to it", flow, e);
    }
  }

  private void ringLater(TenantId tenant, FlowId flow, Instant at) {
    long wait = Math.max(0, Duration.between(clock.instant(), at).toMillis());
    if (!watch.isShutdown()) {
      watch.schedule(() -> ring(tenant, flow), wait, TimeUnit.MILLISECONDS);
    }
  }

  /** Several at once for one flow are one. */
  private void ring(TenantId tenant, FlowId flow) {
    Key key = new Key(tenant, flow);
    if (ringing.add(key)) {
      Thread.ofVirtual()
          .name("schedule-" + flow)
          .start(
              () -> {
                Optional<Instant> next = Optional.empty();
                try {
                  next = fire(tenant, flow);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                  LOG.error("Flow {} could not fire; the watch tries again", flow, e);
                } finally {
                  ringing.remove(key);
                }
                next.ifPresent(at -> set(tenant, flow, at));
              });
    }
  }

  private Optional<Instant> fire(TenantId tenant, FlowId flow) throws InterruptedException {
    boolean poll =
        database
            .inTransaction(c -> ScheduleRow.find(c, tenant, flow))
            .map(ScheduleRow::isPoll)
            .orElse(false);
    return poll ? polled.ring(tenant, flow) : scheduled.ring(tenant, flow);
  }

  private void look() {
    try {
      List<ScheduleRow> overdue =
          database.inTransaction(c -> ScheduleRow.overdue(c, clock.instant().minus(OVERDUE)));
      overdue.forEach(row -> ring(row.tenant(), row.version().flow()));
      scheduled
          .wakeAfterEnd()
          .forEach(row -> set(row.tenant(), row.version().flow(), row.nextAt()));
    } catch (DatabaseException e) {
      LOG.debug("The watch over schedules waits for the database", e);
    } catch (RuntimeException e) {
      LOG.error("The watch over schedules met an error it did not expect", e);
    }
  }
}
