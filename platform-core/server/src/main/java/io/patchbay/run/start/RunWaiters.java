package io.patchbay.run.start;

import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.Reply;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.RunStore;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Callers that wait for a run. A run on this node tells them at once what became of it; for one on
 * another node they look every half second.
 */
final class RunWaiters implements RunObserver {

  private static final long LOOK_MS = 500;

  private final RunStore store;
  private final Map<RunId, Set<Waiting>> waiting = new ConcurrentHashMap<>();

  RunWaiters(RunStore store) {
    this.store = store;
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> entries) {
    if (!waiting.containsKey(lease.run())) {
      return;
    }
    tell(lease.run(), Waiting::written);
    for (JournalEntry entry : entries) {
      if (entry.kind() == EntryKind.REPLIED && entry.output() != null) {
        Reply reply = Reply.fromJson(entry.output());
        tell(lease.run(), one -> one.replied(reply));
      }
    }
  }

  /** It may go on anywhere. */
  @Override
  public void parked(Lease lease, RunState state) {
    tell(lease.run(), Waiting::written);
  }

  @Override
  public void finished(Lease lease, RunResult result) {
    // What a run has answered in an earlier claim is not in memory.
    tell(lease.run(), one -> one.ended(lease.epoch() == 1 ? result : null));
  }

  @Override
  public void abandoned(Lease lease) {
    tell(lease.run(), Waiting::leftAlone);
  }

  private void tell(RunId run, java.util.function.Consumer<Waiting> news) {
    waiting.getOrDefault(run, Set.of()).forEach(news);
  }

  /** Begins to wait, before the run can begin. */
  Waiting expect(TenantId tenant, RunId run) {
    Waiting one = new Waiting(tenant, run);
    waiting.compute(
        run,
        (r, all) -> {
          Set<Waiting> set = all == null ? ConcurrentHashMap.newKeySet() : all;
          set.add(one);
          return set;
        });
    return one;
  }

  /** The status when it is as wanted; empty when the time is over first. */
  Optional<RunStatus> await(TenantId tenant, RunId run, Duration time, Predicate<RunStatus> wanted)
      throws InterruptedException {
    try (Waiting one = expect(tenant, run)) {
      Optional<RunStatus> status = store.find(tenant, run).filter(wanted);
      return status.isPresent() ? status : one.await(time, wanted, true);
    }
  }

  /** One caller's wait. */
  final class Waiting implements AutoCloseable {
    private final TenantId tenant;
    private final RunId run;
    private final Semaphore bell = new Semaphore(0);
    private volatile @Nullable Reply reply;
    private volatile @Nullable RunResult result;
    private volatile boolean look;
    private volatile boolean left;
    private volatile boolean onDisk;

    private Waiting(TenantId tenant, RunId run) {
      this.tenant = tenant;
      this.run = run;
    }

    private void replied(Reply answer) {
      reply = answer;
      bell.release();
    }

    private void ended(@Nullable RunResult end) {
      result = end;
      look = end == null;
      bell.release();
    }

    private void written() {
      onDisk = true;
    }

    private void leftAlone() {
      left = true;
      bell.release();
    }

    /**
     * The status when it is as wanted; empty when the time is over first, or the run is not on disk
     * and this node has given it up.
     *
     * @param accepted false: there is nothing to look up before the run says that it is on disk
     */
    Optional<RunStatus> await(Duration time, Predicate<RunStatus> wanted, boolean accepted)
        throws InterruptedException {
      onDisk |= accepted;
      long end = System.nanoTime() + time.toNanos();
      boolean mayLook = false;
      while (true) {
        Optional<RunStatus> status = told().filter(wanted);
        if (status.isEmpty() && onDisk && (look || mayLook)) {
          look = false;
          status = store.find(tenant, run).filter(wanted);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (status.isPresent() || millis <= 0 || (left && !onDisk)) {
          return status;
        }
        mayLook = !bell.tryAcquire(Math.min(millis, LOOK_MS), TimeUnit.MILLISECONDS);
        bell.drainPermits();
      }
    }

    private Optional<RunStatus> told() {
      Reply answer = reply;
      RunResult end = result;
      if (answer == null && end == null) {
        return Optional.empty();
      }
      return Optional.of(new RunStatus(end == null ? RunState.RUNNING : end.state(), end, answer));
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          run,
          (r, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
