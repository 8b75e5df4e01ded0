package io.patchbay.run.executor;

import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.Intake;
import io.patchbay.run.Lease;
import io.patchbay.run.Offer;
import io.patchbay.run.Renewal;
import io.patchbay.run.RunId;
import io.patchbay.run.RunStatus;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes runs on this node: claims what it may, renews the leases, and lets each run have its own
 * virtual thread. Start once, stop once.
 */
public final class RunExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final ExecutorSettings settings;
  private final RunPorts ports;
  private final Waiters waiters = new Waiters();
  private final Map<RunId, ActiveRun> active = new ConcurrentHashMap<>();
  private final Map<RunId, Thread> threads = new ConcurrentHashMap<>();
  private final AtomicInteger promised = new AtomicInteger();
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean started;
  private volatile boolean stopping;

  /** The last claim took all that there was room for, so that more may wait for room. */
  private volatile boolean limited;

  private volatile boolean draining;
  private @Nullable Thread claimer;
  private @Nullable Thread renewer;

  public RunExecutor(ExecutorSettings settings, RunPorts ports) {
    this.settings = settings;
    this.ports = ports;
  }

  public synchronized void start() {
    if (claimer != null) {
      throw new IllegalStateException("The executor was started before.");
    }
    ports.store().onClaimable(this::wake);
    claimer = Thread.ofVirtual().name("run-claimer").start(this::claimLoop);
    // Not behind a thousand others that wait for a carrier: leases end by the clock.
    renewer = Thread.ofPlatform().daemon().name("run-renewer").start(this::renewLoop);
    started = true;
  }

  /** Look for claimable runs now. */
  public void wake() {
    signal.release();
  }

  /** Something that the run waits for may have happened; nothing when it is not in memory here. */
  public void wake(RunId run) {
    ActiveRun here = active.get(run);
    if (here != null) {
      here.send(new Message.Woken());
    }
  }

  /**
   * Accepts a run, and begins it here at once when there is room and the store agrees.
   *
   * @param write the acceptance in the store; without an offer the run is to be queued
   */
  public Accepted accept(Function<@Nullable Offer, Intake> write) {
    return accept(write, false);
  }

  /**
   * As {@link #accept(Function)}, on the thread of a caller who waits for the run: what it can do
   * without waiting is done on return.
   */
  public Accepted acceptHere(Function<@Nullable Offer, Intake> write) {
    return accept(write, true);
  }

  private Accepted accept(Function<@Nullable Offer, Intake> write, boolean here) {
    if (!reserve()) {
      return write.apply(null).accepted();
    }
    try {
      Intake intake = write.apply(new Offer(settings.node(), settings.lease()));
      ClaimedRun claimed = intake.claimed();
      if (claimed != null) {
        launch(claimed, null, here);
      }
      return intake.accepted();
    } finally {
      promised.decrementAndGet();
    }
  }

  /**
   * Begins a run before it is on disk, on the caller's thread as far as it needs not wait. It gets
   * to disk when it needs to survive this node (it waits, or a call must not be repeated), when
   * {@link #persist} asks for it, and at its end.
   *
   * @return false: there is no room, and nothing happened
   */
  public boolean begin(UnwrittenRun run) {
    if (!reserve()) {
      return false;
    }
    try {
      launch(run.claimed(), run, true);
    } finally {
      promised.decrementAndGet();
    }
    return true;
  }

  /** Puts a run of this node on disk as far as it is; false: it is not here any more. */
  public boolean persist(RunId run, Duration patience) throws InterruptedException {
    ActiveRun here = active.get(run);
    if (here == null) {
      return false;
    }
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    here.send(new Message.Persist(done));
    long end = System.nanoTime() + patience.toNanos();
    while (active.get(run) == here && System.nanoTime() < end) {
      try {
        return done.get(20, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        LOG.trace("Run {} is busy", run);
      } catch (ExecutionException e) {
        return false;
      }
    }
    return done.getNow(false);
  }

  /** Room for one more, until the caller gives it back. */
  private boolean reserve() {
    int taken = active.size() + promised.incrementAndGet();
    // Asked after it was counted: a stop that comes now waits for it.
    if (!started || stopping || draining || taken > settings.maxRuns()) {
      promised.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Runs in memory. */
  public int activeRuns() {
    return active.size();
  }

  /**
   * Claims nothing new, lets calls under way end within the time, and hands every run over, those
   * too that are being accepted or claimed in this moment. Interrupts what is left then: steps that
   * must not be repeated become uncertain.
   */
  public void stop(Duration grace) {
    stopping = true;
    wake();
    active.values().forEach(run -> run.send(new Message.Drain()));
    waitUntilIdle(grace);
    active.values().forEach(run -> run.send(new Message.Abandon(true)));
    waitUntilIdle(Duration.ofSeconds(5));
    interrupt(claimer);
    interrupt(renewer);
  }

  /**
   * Claims nothing new and hands every run over to other nodes, as {@link #stop} does, but goes on
   * when it is no longer wanted. Runs in the middle of a call end it first.
   */
  public void drain(boolean wanted) {
    if (wanted == draining) {
      return;
    }
    draining = wanted;
    if (wanted) {
      active.values().forEach(run -> run.send(new Message.Drain()));
    }
    wake();
  }

  /** Stops as a crash would: nothing is handed over, nothing happens after it. For tests. */
  public void kill() throws InterruptedException {
    stopping = true;
    end(claimer);
    end(renewer);
    for (Thread thread : threads.values()) {
      end(thread);
    }
  }

  private static void end(@Nullable Thread thread) throws InterruptedException {
    interrupt(thread);
    if (thread != null) {
      thread.join();
    }
  }

  private static void interrupt(@Nullable Thread thread) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Waits until the run has answered (see {@code webhook.reply}) or ended, also on another node.
   *
   * @return its status then, or empty when the time is over first or there is no such run
   */
  public Optional<RunStatus> awaitReply(TenantId tenant, RunId run, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    AtomicReference<@Nullable RunStatus> told = new AtomicReference<>();
    Semaphore bell = new Semaphore(0);
    Consumer<RunStatus> waiter =
        status -> {
          told.set(status);
          bell.release();
        };
    waiters.add(run, waiter);
    try {
      while (true) {
        RunStatus status = told.get();
        if (status == null || status.reply() == null && status.result() == null) {
          status = ports.store().find(tenant, run).orElse(null);
        }
        if (status == null) {
          return Optional.empty();
        }
        if (status.reply() != null || status.result() != null) {
          return Optional.of(withReply(tenant, run, status));
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        bell.tryAcquire(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
      }
    } finally {
      waiters.remove(run, waiter);
    }
  }

  /** A run that ended may have replied long before, in entries that this node no longer has. */
  private RunStatus withReply(TenantId tenant, RunId run, RunStatus status) {
    return status.reply() != null ? status : ports.store().find(tenant, run).orElse(status);
  }

  private void claimLoop() {
    while (!stopping) {
      try {
        int free = draining ? 0 : settings.maxRuns() - active.size() - promised.get();
        List<ClaimedRun> claimed =
            free > 0 ? ports.store().claim(settings.node(), free, settings.lease()) : List.of();
        claimed.forEach(run -> launch(run, null, false));
        limited = claimed.size() >= free;
        if (claimed.isEmpty() || limited) {
          signal.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("Runs cannot be claimed at the moment: {}", e.toString());
        pause();
      }
    }
  }

  /**
   * @param here on this thread as far as the run needs not wait
   */
  private void launch(ClaimedRun claimed, @Nullable UnwrittenRun unwritten, boolean here) {
    ActiveRun run = new ActiveRun(claimed, unwritten, settings, ports, waiters);
    RunId id = claimed.lease().run();
    ActiveRun before = active.put(id, run);
    if (before != null) {
      before.send(new Message.Abandon(false));
    }
    if (stopping || draining) {
      run.send(new Message.Drain());
    }
    if (here && run.begin()) {
      left(id, run);
    } else {
      start(id, run);
    }
  }

  private void start(RunId id, ActiveRun run) {
    Thread thread =
        Thread.ofVirtual()
            .name("run-" + id)
            .inheritInheritableThreadLocals(false)
            .unstarted(
                () -> {
                  try {
                    run.run();
                  } finally {
                    threads.remove(id, Thread.currentThread());
                    left(id, run);
                  }
                });
    threads.put(id, thread);
    thread.start();
  }

  private void left(RunId id, ActiveRun run) {
    active.remove(id, run);
    if (limited && settings.maxRuns() - active.size() >= worthAClaim()) {
      wake();
    }
  }

  /** One claim for several runs: room for a single one waits for the next poll. */
  private int worthAClaim() {
    return Math.max(1, settings.maxRuns() / 16);
  }

  private void renewLoop() {
    while (!stopping || !active.isEmpty()) {
      try {
        TimeUnit.MILLISECONDS.sleep(Math.max(20, settings.lease().toMillis() / 3));
        renew();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("Leases cannot be renewed at the moment: {}", e.toString());
      }
    }
  }

  private void renew() {
    Collection<ActiveRun> runs = active.values().stream().filter(ActiveRun::onDisk).toList();
    if (runs.isEmpty()) {
      return;
    }
    List<Lease> leases = runs.stream().map(ActiveRun::lease).toList();
    Renewal renewal = ports.store().renew(settings.node(), leases, settings.lease());
    for (ActiveRun run : runs) {
      RunId id = run.lease().run();
      if (!renewal.held().contains(id) && active.get(id) == run) {
        run.send(new Message.Abandon(false));
      } else if (renewal.cancelRequested().contains(id)) {
        run.send(new Message.Cancel());
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void waitUntilIdle(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (!isIdle() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is here, and nothing is on its way here. */
  private boolean isIdle() {
    Thread claims = claimer;
    return promised.get() == 0 && (claims == null || !claims.isAlive()) && active.isEmpty();
  }
}
