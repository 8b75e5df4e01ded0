package io.patchbay.run.start;

import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunStatus;
import io.patchbay.run.RunStore;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Callers that wait for a run. A run on this node wakes them at once; for one on another node they
 * look every half second.
 */
final class RunWaiters implements RunObserver {

  private static final long LOOK_MS = 500;

  private final RunStore store;
  private final Map<RunId, Semaphore> waiting = new ConcurrentHashMap<>();

  RunWaiters(RunStore store) {
    this.store = store;
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> entries) {
    if (!waiting.isEmpty() && entries.stream().anyMatch(e -> e.kind() == EntryKind.REPLIED)) {
      wake(lease.run());
    }
  }

  @Override
  public void finished(Lease lease, RunResult result) {
    wake(lease.run());
  }

  private void wake(RunId run) {
    Semaphore bell = waiting.get(run);
    if (bell != null) {
      bell.release(1_000);
    }
  }

  /** The status when it is as wanted; empty when the time is over first. */
  Optional<RunStatus> await(TenantId tenant, RunId run, Duration time, Predicate<RunStatus> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    Semaphore bell = waiting.computeIfAbsent(run, r -> new Semaphore(0));
    try {
      while (true) {
        Optional<RunStatus> status = store.find(tenant, run).filter(wanted);
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (status.isPresent() || left <= 0) {
          return status;
        }
        if (bell.tryAcquire(Math.min(left, LOOK_MS), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      }
    } finally {
      waiting.remove(run, bell);
    }
  }
}
