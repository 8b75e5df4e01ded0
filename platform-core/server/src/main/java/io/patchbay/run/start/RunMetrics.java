package io.patchbay.run.start;

import io.patchbay.platform.metric.Metrics;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts runs as they begin and end on this node. */
final class RunMetrics implements RunObserver {

  private final Metrics metrics;
  private final InstantSource clock;
  private final Map<EntryKind, LongAdder> entries = new EnumMap<>(EntryKind.class);
  private final Map<RunId, Instant> accepted = new ConcurrentHashMap<>();

  RunMetrics(Metrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
    for (EntryKind kind : EntryKind.values()) {
      entries.put(
          kind,
          metrics.counter(
              "patchbay_journal_entries_total",
              "Journal entries written, by kind.",
              "kind",
              word(kind)));
    }
  }

  @Override
  public void claimed(ClaimedRun run, Duration queued) {
    accepted.put(run.lease().run(), run.acceptedAt());
    if (run.lease().epoch() == 1) {
      metrics.duration(
          "patchbay_run_queued_seconds",
          "Time from the acceptance of a run to its start.",
          queued.toMillis() / 1000.0);
    }
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> written) {
    for (JournalEntry entry : written) {
      LongAdder counter = entries.get(entry.kind());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  @Override
  public void parked(Lease lease, RunState state) {
    accepted.remove(lease.run());
    metrics.count("patchbay_runs_parked_total", "Runs that left memory.", "state", word(state));
  }

  @Override
  public void finished(Lease lease, RunResult result) {
    metrics.count(
        "patchbay_runs_finished_total",
        "Runs that ended, by state.",
        "state",
        word(result.state()));
    Instant since = accepted.remove(lease.run());
    if (since != null) {
      metrics.duration(
          "patchbay_run_seconds",
          "Time from the acceptance of a run to its end.",
          Duration.between(since, clock.instant()).toMillis() / 1000.0,
          "state",
          word(result.state()));
    }
  }

  @Override
  public void abandoned(Lease lease) {
    accepted.remove(lease.run());
    metrics.count("patchbay_runs_abandoned_total", "Runs whose lease was lost.");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
