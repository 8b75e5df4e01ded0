package io.patchbay.run.executor;

import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.Offer;
import io.patchbay.run.Reply;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.UnwrittenRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of one run on their way to the store. A failing store is tried again for a while: writing
 * the same entries twice is harmless. A run that is not on disk yet gets there with its first
 * write.
 */
final class RunJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
  private static final long LONGEST_PAUSE_MS = 2_000;

  /** A machine that begins again without these entries writes them again. */
  private static final Set<EntryKind> REPRODUCIBLE =
      EnumSet.of(
          EntryKind.RUN_STARTED, EntryKind.STEP_STARTED, EntryKind.STEP_SKIPPED, EntryKind.DECIDED);

  /** A write under the run's lease. */
  interface Write {
    void run() throws LeaseLost;
  }

  private final Lease lease;
  private final RunPorts ports;
  private final Waiters waiters;
  private final ExecutorSettings settings;
  private final Semaphore bell = new Semaphore(0);
  private volatile @Nullable UnwrittenRun unwritten;
  private List<JournalEntry> pending = new ArrayList<>();
  private boolean facts;

  /**
   * @param unwritten null: the run is on disk
   */
  RunJournal(
      Lease lease,
      RunPorts ports,
      Waiters waiters,
      ExecutorSettings settings,
      @Nullable UnwrittenRun unwritten) {
    this.lease = lease;
    this.ports = ports;
    this.waiters = waiters;
    this.settings = settings;
    this.unwritten = unwritten;
  }

  void add(List<JournalEntry> entries) {
    pending.addAll(entries);
    for (JournalEntry entry : entries) {
      facts |= !REPRODUCIBLE.contains(entry.kind());
    }
  }

  int size() {
    return pending.size();
  }

  /** Whether a run that begins again from the disk might come to something else. */
  boolean hasFacts() {
    return facts;
  }

  /** Whether the run is on disk; only what is there has a lease to renew. Any thread may ask. */
  boolean onDisk() {
    return unwritten == null;
  }

  boolean hasReply() {
    return reply(pending).isPresent();
  }

  /**
   * Drops everything from the first call that was recorded but not started: it begins there again.
   */
  void cutBeforeUnstarted(List<String> unstarted) {
    for (int i = 0; i < pending.size(); i++) {
      JournalEntry entry = pending.get(i);
      if (entry.kind() == EntryKind.STEP_STARTED && unstarted.contains(entry.stepId())) {
        pending = new ArrayList<>(pending.subList(0, i));
        return;
      }
    }
  }

  /** Also puts a run on disk that is not there yet. */
  void flush() throws LeaseLost, InterruptedException {
    putOnDisk();
    if (!pending.isEmpty()) {
      write(() -> ports.store().append(lease, pending));
    }
  }

  void park(RunState state, @Nullable Instant wakeAt) throws LeaseLost, InterruptedException {
    putOnDisk();
    write(() -> ports.store().park(lease, pending, state, wakeAt));
    ports.observer().parked(lease, state);
  }

  void release() throws LeaseLost, InterruptedException {
    putOnDisk();
    write(() -> ports.store().release(lease, pending));
  }

  void finish(RunResult result) throws LeaseLost, InterruptedException {
    Reply reply = reply(pending).orElse(null);
    UnwrittenRun whole = unwritten;
    if (whole == null) {
      write(() -> ports.store().finish(lease, pending, result));
    } else {
      write(() -> whole.writeEnded(pending, result));
      unwritten = null;
    }
    waiters.tell(lease.run(), new RunStatus(result.state(), result, reply));
    ports.observer().finished(lease, result);
  }

  /**
   * The run itself, without what it has done: that follows from it or comes with the next write.
   */
  void putOnDisk() throws LeaseLost, InterruptedException {
    UnwrittenRun run = unwritten;
    if (run != null) {
      retry(() -> run.write(new Offer(settings.node(), settings.lease())));
      unwritten = null;
      ports.observer().journalled(lease, List.of());
    }
  }

  private void write(Write write) throws LeaseLost, InterruptedException {
    retry(write);
    written();
  }

  /** Tries a failing store again at once. */
  void wake() {
    bell.release();
  }

  private void retry(Write write) throws LeaseLost, InterruptedException {
    Instant giveUp = null;
    long pause = 50;
    while (true) {
      try {
        write.run();
        return;
      } catch (RuntimeException e) {
        Instant now = ports.clock().instant();
        giveUp = giveUp == null ? now.plus(patience()) : giveUp;
        if (now.isAfter(giveUp)) {
          throw e;
        }
        LOG.warn("Run {} could not be written, trying again: {}", lease.run(), e.toString());
        bell.tryAcquire(pause, TimeUnit.MILLISECONDS);
        bell.drainPermits();
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Nobody waits long for a run that was promised to nobody. */
  private Duration patience() {
    return onDisk() ? settings.storeRetry() : Duration.ZERO;
  }

  private void written() {
    if (pending.isEmpty()) {
      return;
    }
    List<JournalEntry> entries = List.copyOf(pending);
    pending = new ArrayList<>();
    facts = false;
    ports.observer().journalled(lease, entries);
    reply(entries)
        .ifPresent(
            reply -> waiters.tell(lease.run(), new RunStatus(RunState.RUNNING, null, reply)));
  }

  private static Optional<Reply> reply(List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      if (entry.kind() == EntryKind.REPLIED && entry.output() != null) {
        return Optional.of(Reply.fromJson(entry.output()));
      }
    }
    return Optional.empty();
  }
}
