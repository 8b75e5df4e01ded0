package io.patchbay.run.start;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.QueueLengths;
import io.patchbay.tenant.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says no before it hurts: one gate for all that come from outside with a run or an event. A node
 * with too many writes waiting or too little memory answers 503, a tenant with too many queued runs
 * 429. Schedules and runs that start runs pass: they are bounded by themselves. Costs two reads of
 * memory; the counts behind it are at most two seconds old. Thread-safe.
 */
@Singleton
public class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  static final int MAX_WRITES = 5_000;
  private static final int LOOK_MS = 500;
  private static final int COUNT_EVERY = 4;
  private static final int MAX_TENANTS = 10_000;

  /** A tenant's queue when it was counted, and what this node let in since. */
  private record Queue(QueueLengths.Length length, AtomicInteger since) {}

  private final PostgresRunStore store;
  private final QueueLengths lengths;
  private final Heap heap;
  private final Metrics metrics;
  private final Map<TenantId, Queue> queues = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-admission").factory());
  private volatile boolean memoryIsShort;
  private int looks;

  @Inject
  public Admission(EngineDatabase database, PostgresRunStore store, Metrics metrics) {
    this(new QueueLengths(database), store, metrics, new Heap());
  }

  Admission(QueueLengths lengths, PostgresRunStore store, Metrics metrics, Heap heap) {
    this.lengths = lengths;
    this.store = store;
    this.metrics = metrics;
    this.heap = heap;
  }

  void start(@Observes @Priority(290) PlatformStarted started) {
    countQueues();
    timer.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @Priority(290) PlatformStopping stopping) {
    timer.shutdownNow();
  }

  /**
   * To be asked before work is taken in.
   *
   * @throws Problem 503 {@code intake.busy} or 429 {@code tenant.queue-full}, with a Retry-After
   */
  public void check(TenantId tenant) {
    if (store.queuedWrites() > MAX_WRITES) {
      throw busy("writes", "More arrives than can be written to disk at the moment.", 2);
    }
    if (memoryIsShort) {
      throw busy("memory", "This node is short of memory at the moment.", 5);
    }
    Queue queue = queues.get(tenant);
    if (queue == null) {
      if (queues.size() < MAX_TENANTS) {
        queues.putIfAbsent(
            tenant, new Queue(new QueueLengths.Length(0, Integer.MAX_VALUE), new AtomicInteger()));
      }
      return;
    }
    int queued = queue.length.queued() + queue.since.get();
    if (queue.length.queued() > 0 && queued >= queue.length.limit()) {
      count("queue");
      throw Problem.tooMany(
          "tenant.queue-full",
          "Nothing was accepted: "
              + queue.length.limit()
              + " runs of this tenant wait to be started, which is its limit. Send it again later,"
              + " or ask the operator for a higher limit.",
          10);
    }
    queue.since.incrementAndGet();
  }

  private Problem busy(String why, String sentence, int seconds) {
    count(why);
    return Problem.unavailable(
        "intake.busy", "Nothing was accepted: " + sentence + " Send it again later.", seconds);
  }

  private void count(String why) {
    metrics.count(
        "patchbay_intake_refused_total", "Runs and events not taken in, by reason.", "why", why);
  }

  void look() {
    boolean isShort = heap.isShort();
    if (isShort != memoryIsShort) {
      memoryIsShort = isShort;
      LOG.warn(isShort ? "Memory is short: nothing is accepted" : "Memory is enough again");
    }
    if (++looks % COUNT_EVERY == 0) {
      countQueues();
    }
  }

  /** Who sent nothing since the last count and has no queue is forgotten. */
  void countQueues() {
    try {
      store.limited(lengths.limited());
      if (queues.isEmpty()) {
        return;
      }
      Map<TenantId, QueueLengths.Length> counted = lengths.of(queues.keySet());
      for (TenantId tenant : queues.keySet()) {
        QueueLengths.Length length = counted.get(tenant);
        if (length == null || (length.queued() == 0 && queues.get(tenant).since().get() == 0)) {
          queues.remove(tenant);
        } else {
          queues.put(tenant, new Queue(length, new AtomicInteger()));
        }
      }
    } catch (DatabaseException e) {
      LOG.debug("Queues cannot be counted at the moment", e);
    }
  }
}
