package io.patchbay.run.executor;

import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.Reply;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of one run on their way to the store. A failing store is tried again for a while: writing
 * the same entries twice is harmless.
 */
final class RunJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
  private static final long LONGEST_PAUSE_MS = 2_000;

  /** A write under the run's lease. */
  interface Write {
    void run() throws LeaseLost;
  }

  private final Lease lease;
  private final RunPorts ports;
  private final Waiters waiters;
  private final Duration patience;
  private List<JournalEntry> pending = new ArrayList<>();

  RunJournal(Lease lease, RunPorts ports, Waiters waiters, Duration patience) {
    this.lease = lease;
    this.ports = ports;
    this.waiters = waiters;
    this.patience = patience;
  }

  void add(List<JournalEntry> entries) {
    pending.addAll(entries);
  }

  int size() {
    return pending.size();
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

  void flush() throws LeaseLost, InterruptedException {
    if (!pending.isEmpty()) {
      write(() -> ports.store().append(lease, pending));
    }
  }

  void park(RunState state, @Nullable Instant wakeAt) throws LeaseLost, InterruptedException {
    write(() -> ports.store().park(lease, pending, state, wakeAt));
    ports.observer().parked(lease, state);
  }

  void release() throws LeaseLost, InterruptedException {
    write(() -> ports.store().release(lease, pending));
  }

  void finish(RunResult result) throws LeaseLost, InterruptedException {
    Reply reply = reply(pending).orElse(null);
    write(() -> ports.store().finish(lease, pending, result));
    waiters.tell(lease.run(), new RunStatus(result.state(), result, reply));
    ports.observer().finished(lease, result);
  }

  private void write(Write write) throws LeaseLost, InterruptedException {
    Instant giveUp = ports.clock().instant().plus(patience);
    long pause = 50;
    while (true) {
      try {
        write.run();
        written();
        return;
      } catch (RuntimeException e) {
        if (ports.clock().instant().isAfter(giveUp)) {
          throw e;
        }
        LOG.warn("Run {} could not be written, trying again: {}", lease.run(), e.toString());
        Thread.sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private void written() {
    List<JournalEntry> entries = List.copyOf(pending);
    pending = new ArrayList<>();
    if (!entries.isEmpty()) {
      ports.observer().journalled(lease, entries);
      reply(entries)
          .ifPresent(
              reply -> waiters.tell(lease.run(), new RunStatus(RunState.RUNNING, null, reply)));
    }
  }

  private static Optional<Reply> reply(List<JournalEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == EntryKind.REPLIED && entry.output() != null)
        .findFirst()
        .map(JournalEntry::output)
        .map(Reply::fromJson);
  }
}
