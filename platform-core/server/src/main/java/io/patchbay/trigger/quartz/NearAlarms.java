package io.patchbay.trigger.quartz;

import io.patchbay.trigger.jdbc.TimedFlow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms in the memory of this node, one a flow. One thread rings those of a moment together, so
 * that a thousand flows that fire each second are a few transactions and no more threads.
 * Thread-safe.
 */
final class NearAlarms implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NearAlarms.class);

  /** From one ring to the next at least, so that alarms shortly after each other ring together. */
  private static final Duration BREATH = Duration.ofMillis(50);

  /** The clock may be set while an alarm is waited for. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The same only as itself. */
  private static final class Alarm implements Delayed {
    final TimedFlow flow;
    final Instant at;
    final InstantSource clock;

    Alarm(TimedFlow flow, Instant at, InstantSource clock) {
      this.flow = flow;
      this.at = at;
      this.clock = clock;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(clock.instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Alarm alarm ? at.compareTo(alarm.at) : 0;
    }
  }

  private final InstantSource clock;
  private final int together;
  private final Consumer<List<TimedFlow>> bell;
  private final Map<TimedFlow, Alarm> set = new ConcurrentHashMap<>();
  private final DelayQueue<Alarm> queue = new DelayQueue<>();
  private final Thread ringer;

  /**
   * @param together so many flows ring at once at most
   * @param bell called on the thread of the alarms: those behind wait until it returns
   */
  NearAlarms(InstantSource clock, int together, Consumer<List<TimedFlow>> bell) {
    this.clock = clock;
    this.together = together;
    this.bell = bell;
    this.ringer = Thread.ofPlatform().daemon().name("patchbay-alarms").unstarted(this::ring);
  }

  void start() {
    ringer.start();
  }

  /** Sets or moves the alarm of a flow. */
  void set(TimedFlow flow, Instant at) {
    Alarm alarm = new Alarm(flow, at, clock);
    set.put(flow, alarm);
    queue.add(alarm);
  }

  void remove(TimedFlow flow) {
    set.remove(flow);
  }

  private void ring() {
    List<Alarm> due = new ArrayList<>(together);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Alarm first = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        due.add(first);
        long began = System.nanoTime();
        queue.drainTo(due, together - 1);
        // What was moved or removed since stays in the queue until its old time, and is nobody's.
        List<TimedFlow> flows =
            due.stream()
                .filter(alarm -> set.remove(alarm.flow, alarm))
                .map(alarm -> alarm.flow)
                .toList();
        if (!flows.isEmpty()) {
          bell.accept(flows);
          TimeUnit.NANOSECONDS.sleep(BREATH.toNanos() - (System.nanoTime() - began));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        LOG.error("An alarm met an error it did not expect; the watch rings again", e);
      } finally {
        due.clear();
      }
    }
  }

  @Override
  public void close() {
    ringer.interrupt();
  }
}
