package io.patchbay.trigger.quartz;

import io.patchbay.flow.jpa.FlowChanged;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.trigger.jdbc.PolledFlows;
import io.patchbay.trigger.jdbc.ScheduleRow;
import io.patchbay.trigger.jdbc.ScheduledFlows;
import io.patchbay.trigger.jdbc.TimedFlow;
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

  /**
   * An alarm so near is kept in memory alone: it is not worth the trips through the database, and
   * if this node dies the watch of another one sees it.
   */
  private static final Duration NEAR = Duration.ofMinutes(2);

  /**
   * An alarm may ring a little before its time. One whose flow has a later time by far is another
   * node's business: that node fired it.
   */
  private static final Duration EARLY = Duration.ofMillis(100);

  /** So many flows fire in one transaction. */
  private static final int TOGETHER = 500;

  private final EngineDatabase database;
  private final PlatformConfig config;
  private final ScheduledFlows scheduled;
  private final PolledFlows polled;
  private final InstantSource clock;
  private final NearAlarms near;
  private final Set<TimedFlow> polling = ConcurrentHashMap.newKeySet();

  /** Also keeps the far alarms, one after the other: Quartz lets nobody else in meanwhile. */
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
    this.near = new NearAlarms(clock, TOGETHER, this::ring);
  }

  void start(@Observes @Priority(400) PlatformStarted started) throws SchedulerException {
    QuartzAlarms alarms =
        new QuartzAlarms(
            database,
            config,
            (tenant, flow) -> near.set(new TimedFlow(tenant, flow), clock.instant()));
    quartz = alarms;
    takeUp();
    near.start();
    alarms.start();
    watch.scheduleWithFixedDelay(
        this::look, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Those that the last life of this node had in memory ring in time. */
  private void takeUp() {
    database
        .inTransaction(c -> ScheduleRow.dueBefore(c, clock.instant().plus(NEAR)))
        .forEach(this::setByRow);
  }

  private void setByRow(ScheduleRow row) {
    Instant at = row.nextAt();
    if (at != null) {
      set(row.timed(), at);
    }
  }

  void stop(@Observes PlatformStopping stopping) {
    watch.shutdownNow();
    near.close();
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
    TimedFlow flow = new TimedFlow(change.tenant(), change.flow());
    try {
      Optional<ScheduleRow> row =
          database.inTransaction(c -> ScheduleRow.find(c, change.tenant(), change.flow()));
      Instant at = row.map(ScheduleRow::nextAt).orElse(null);
      if (at == null) {
        near.remove(flow);
        far(flow, alarms -> alarms.remove(flow.tenant(), flow.flow()));
      } else {
        set(flow, at);
      }
    } catch (DatabaseException e) {
      LOG.warn("The alarm of flow {} is set later", change.flow(), e);
    }
  }

  private void set(TimedFlow flow, Instant at) {
    if (Duration.between(clock.instant(), at).compareTo(NEAR) <= 0) {
      near.set(flow, at);
    } else {
      near.remove(flow);
      far(flow, alarms -> alarms.set(flow.tenant(), flow.flow(), at));
    }
  }

  private interface FarChange {
    void in(QuartzAlarms alarms) throws SchedulerException;
  }

  private void far(TimedFlow flow, FarChange change) {
    QuartzAlarms alarms = quartz;
    if (alarms == null || watch.isShutdown()) {
      return;
    }
    watch.execute(
        () -> {
          try {
            change.in(alarms);
          } catch (SchedulerException e) {
            LOG.warn(
                "The alarm of flow {} could not be set; the watch will see to it", flow.flow(), e);
          }
        });
  }

  private void ring(List<TimedFlow> flows) {
    try {
      ScheduledFlows.Rung rung = scheduled.ring(flows);
      Instant soon = clock.instant().plus(EARLY);
      rung.next()
          .forEach(
              (flow, at) -> {
                if (rung.fired().contains(flow) || at.isBefore(soon)) {
                  set(flow, at);
                }
              });
      rung.polls().forEach(this::poll);
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.UNAVAILABLE) {
        LOG.warn("{} flows fire later: {}", flows.size(), e.toString());
      } else {
        ringAlone(flows, e);
      }
    } catch (RuntimeException e) {
      ringAlone(flows, e);
    }
  }

  /** So that a flow that cannot fire stops no other. */
  private void ringAlone(List<TimedFlow> flows, RuntimeException failure) {
    if (flows.size() == 1) {
      LOG.error("Flow {} could not fire; the watch tries again", flows.getFirst().flow(), failure);
    } else {
      LOG.debug("{} flows could not fire together; each goes alone", flows.size(), failure);
      flows.forEach(flow -> ring(List.of(flow)));
    }
  }

  /** On a thread of its own, because the third party may take its time; one at a time a flow. */
  private void poll(TimedFlow flow) {
    if (polling.add(flow)) {
      Thread.ofVirtual()
          .name("poll-" + flow.flow())
          .start(
              () -> {
                Optional<Instant> next = Optional.empty();
                try {
                  next = polled.ring(flow.tenant(), flow.flow());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                  LOG.error("Flow {} could not poll; the watch tries again", flow.flow(), e);
                } finally {
                  polling.remove(flow);
                }
                next.ifPresent(at -> set(flow, at));
              });
    }
  }

  private void look() {
    try {
      List<ScheduleRow> overdue =
          database.inTransaction(c -> ScheduleRow.dueBefore(c, clock.instant().minus(OVERDUE)));
      overdue.forEach(this::setByRow);
      scheduled.wakeAfterEnd().forEach(this::setByRow);
    } catch (DatabaseException e) {
      LOG.debug("The watch over schedules waits for the database", e);
    } catch (RuntimeException e) {
      LOG.error("The watch over schedules met an error it did not expect", e);
    }
  }
}
