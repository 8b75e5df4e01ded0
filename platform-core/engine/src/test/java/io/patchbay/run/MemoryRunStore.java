package io.patchbay.run;

import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Runs in memory, for tests of what stands on a store. */
public final class MemoryRunStore implements RunStore {
  private final InstantSource clock;
  private final Map<RunId, Row> rows = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public MemoryRunStore(InstantSource clock) {
    this.clock = clock;
  }

  private static final class Row {
    final NewRun run;
    final Instant acceptedAt;
    final List<JournalEntry> journal = new ArrayList<>();
    final List<Settlement> settlements = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final Set<String> signalled = new HashSet<>();
    RunState state = RunState.QUEUED;
    @Nullable Instant wakeAt;
    @Nullable Instant leaseUntil;
    long epoch;
    int claims;
    boolean cancelRequested;
    boolean woken;
    @Nullable RunResult result;
    @Nullable Reply reply;

    Row(NewRun run, Instant acceptedAt) {
      this.run = run;
      this.acceptedAt = acceptedAt;
    }
  }

  @Override
  public Accepted accept(NewRun run) {
    synchronized (rows) {
      String key = run.idempotencyKey();
      for (Row row : rows.values()) {
        if (key != null
            && key.equals(row.run.idempotencyKey())
            && row.run.tenant().equals(run.tenant())
            && row.run.flow().flow().equals(run.flow().flow())) {
          return new Accepted(row.run.id(), true);
        }
      }
      rows.put(run.id(), new Row(run, clock.instant()));
    }
    tell();
    return new Accepted(run.id(), false);
  }

  @Override
  public Intake accept(NewRun run, Offer offer) {
    synchronized (rows) {
      boolean others =
          rows.values().stream()
              .anyMatch(
                  row -> row.state == RunState.QUEUED && row.run.tenant().equals(run.tenant()));
      Accepted accepted = accept(run);
      Row row = rows.get(run.id());
      return accepted.duplicate() || others || row == null
          ? new Intake(accepted, null)
          : new Intake(accepted, claim(row, offer.node(), clock.instant().plus(offer.lease())));
    }
  }

  /** A run that may begin before it is in the store. */
  public UnwrittenRun unwritten(NewRun run, String node) {
    Row row = new Row(run, clock.instant());
    ClaimedRun claimed = claim(row, node, Instant.MAX);
    return new UnwrittenRun() {
      @Override
      public ClaimedRun claimed() {
        return claimed;
      }

      @Override
      public void write(Offer offer) {
        synchronized (rows) {
          row.leaseUntil = clock.instant().plus(offer.lease());
          rows.putIfAbsent(run.id(), row);
        }
      }

      @Override
      public void writeEnded(List<JournalEntry> entries, RunResult result) {
        synchronized (rows) {
          rows.putIfAbsent(run.id(), row);
          try {
            finish(claimed.lease(), entries, result);
          } catch (LeaseLost e) {
            throw new IllegalStateException(e);
          }
        }
      }

      @Override
      public void drop() {}
    };
  }

  @Override
  public List<ClaimedRun> claim(String node, int max, Duration lease) {
    synchronized (rows) {
      Instant now = clock.instant();
      Map<TenantId, Integer> turns = new HashMap<>();
      record Ranked(Row row, int turn) {}
      return rows.values().stream()
          .filter(row -> claimable(row, now))
          .sorted(Comparator.comparing(row -> row.run.id()))
          .map(row -> new Ranked(row, turns.merge(row.run.tenant(), 1, Integer::sum)))
          .sorted(Comparator.comparingInt(Ranked::turn))
          .limit(max)
          .map(ranked -> claim(ranked.row(), node, now.plus(lease)))
          .toList();
    }
  }

  private static boolean claimable(Row row, Instant now) {
    return switch (row.state) {
      case QUEUED -> true;
      case RUNNING -> row.leaseUntil != null && !row.leaseUntil.isAfter(now);
      case WAITING, UNCERTAIN -> row.wakeAt != null && !row.wakeAt.isAfter(now);
      case SUCCEEDED, FAILED, CANCELLED, DEAD -> false;
    };
  }

  private static ClaimedRun claim(Row row, String node, Instant until) {
    row.state = RunState.RUNNING;
    row.leaseUntil = until;
    row.epoch++;
    row.claims++;
    row.woken = false;
    return new ClaimedRun(
        new Lease(row.run.tenant(), row.run.id(), node, row.epoch),
        row.run.flow(),
        row.run.trigger(),
        row.run.input(),
        row.run.parent(),
        row.run.replyWanted(),
        row.run.test(),
        row.acceptedAt,
        row.journal,
        row.claims,
        row.cancelRequested,
        row.settlements);
  }

  @Override
  public void append(Lease lease, List<JournalEntry> entries) throws LeaseLost {
    synchronized (rows) {
      write(lease, entries);
    }
  }

  private Row write(Lease lease, List<JournalEntry> entries) throws LeaseLost {
    Row row = rows.get(lease.run());
    if (row == null || row.epoch != lease.epoch() || row.state != RunState.RUNNING) {
      throw new LeaseLost(lease);
    }
    for (JournalEntry entry : entries) {
      if (entry.sequence() <= row.journal.size()) {
        continue;
      }
      if (entry.sequence() != row.journal.size() + 1) {
        throw new IllegalArgumentException("A gap before entry " + entry.sequence());
      }
      row.journal.add(entry);
      row.claims = 0;
      if (entry.kind() == EntryKind.REPLIED && entry.output() != null) {
        row.reply = Reply.fromJson(entry.output());
      }
      switch (entry.kind()) {
        case SIGNALLED ->
            row.signals.removeIf(
                s -> s.stepId().equals(entry.stepId()) && s.id().equals(entry.detail()));
        case AWAIT_ENDED -> row.signals.removeIf(s -> s.stepId().equals(entry.stepId()));
        default -> {}
      }
      if (entry.kind() == EntryKind.SETTLED) {
        row.settlements.removeIf(settlement -> settlement.stepId().equals(entry.stepId()));
      }
    }
    return row;
  }

  @Override
  public void park(
      Lease lease, List<JournalEntry> entries, RunState state, @Nullable Instant wakeAt)
      throws LeaseLost {
    synchronized (rows) {
      Row row = write(lease, entries);
      row.claims = 0;
      row.wakeAt = wakeAt;
      row.state = row.woken ? RunState.QUEUED : state;
    }
    tell();
  }

  @Override
  public void release(Lease lease, List<JournalEntry> entries) throws LeaseLost {
    synchronized (rows) {
      Row row = write(lease, entries);
      row.claims = 0;
      row.state = RunState.QUEUED;
    }
    tell();
  }

  @Override
  public void finish(Lease lease, List<JournalEntry> entries, RunResult result) throws LeaseLost {
    synchronized (rows) {
      Row row = write(lease, entries);
      row.state = result.state();
      row.result = result;
      NewRun.Parent parent = row.run.parent();
      if (parent != null) {
        wake(rows.get(parent.run()));
      }
    }
    tell();
  }

  private static boolean wake(@Nullable Row row) {
    if (row == null || row.state.isTerminal()) {
      return false;
    }
    row.woken = true;
    if (row.state == RunState.WAITING || row.state == RunState.UNCERTAIN) {
      row.state = RunState.QUEUED;
    }
    return true;
  }

  @Override
  public Renewal renew(String node, Collection<Lease> leases, Duration lease) {
    synchronized (rows) {
      Set<RunId> held = new HashSet<>();
      Set<RunId> cancelled = new HashSet<>();
      for (Lease one : leases) {
        Row row = rows.get(one.run());
        if (row != null && row.epoch == one.epoch() && row.state == RunState.RUNNING) {
          row.leaseUntil = clock.instant().plus(lease);
          held.add(one.run());
          if (row.cancelRequested) {
            cancelled.add(one.run());
          }
        }
      }
      return new Renewal(held, cancelled);
    }
  }

  @Override
  public boolean requestCancel(TenantId tenant, RunId run) {
    synchronized (rows) {
      Row row = own(tenant, run);
      if (row == null || row.state.isTerminal()) {
        return false;
      }
      row.cancelRequested = true;
      wake(row);
    }
    tell();
    return true;
  }

  @Override
  public boolean wake(TenantId tenant, RunId run) {
    synchronized (rows) {
      Row row = own(tenant, run);
      if (row == null || row.state.isTerminal()) {
        return false;
      }
      wake(row);
    }
    tell();
    return true;
  }

  @Override
  public boolean settle(TenantId tenant, RunId run, Settlement settlement) {
    synchronized (rows) {
      Row row = own(tenant, run);
      if (row == null || row.state != RunState.UNCERTAIN) {
        return false;
      }
      row.settlements.add(settlement);
      wake(row);
    }
    tell();
    return true;
  }

  @Override
  public boolean signal(TenantId tenant, RunId run, Signal signal) {
    synchronized (rows) {
      Row row = own(tenant, run);
      if (row == null || row.state.isTerminal()) {
        return false;
      }
      if (row.signalled.add(signal.stepId() + '!' + signal.id())) {
        row.signals.add(signal);
        wake(row);
      }
    }
    tell();
    return true;
  }

  @Override
  public List<Signal> signals(Lease lease) {
    synchronized (rows) {
      Row row = rows.get(lease.run());
      return row == null ? List.of() : List.copyOf(row.signals);
    }
  }

  @Override
  public Optional<RunStatus> find(TenantId tenant, RunId run) {
    synchronized (rows) {
      Row row = own(tenant, run);
      return row == null
          ? Optional.empty()
          : Optional.of(new RunStatus(row.state, row.result, row.reply));
    }
  }

  /** What is on disk, so to say. */
  public List<JournalEntry> journal(RunId run) {
    synchronized (rows) {
      Row row = rows.get(run);
      return row == null ? List.of() : List.copyOf(row.journal);
    }
  }

  public List<RunId> runs() {
    synchronized (rows) {
      return rows.keySet().stream().sorted().toList();
    }
  }

  private @Nullable Row own(TenantId tenant, RunId run) {
    Row row = rows.get(run);
    return row == null || !row.run.tenant().equals(tenant) ? null : row;
  }

  @Override
  public void onClaimable(Runnable listener) {
    listeners.add(listener);
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
