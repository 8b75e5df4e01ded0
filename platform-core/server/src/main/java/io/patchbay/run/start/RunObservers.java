package io.patchbay.run.start;

import io.patchbay.run.ClaimedRun;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all observers. */
final class RunObservers implements RunObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RunObservers.class);

  private final List<RunObserver> observers;

  RunObservers(RunObserver... observers) {
    this.observers = List.of(observers);
  }

  private void tell(Consumer<RunObserver> event) {
    for (RunObserver observer : observers) {
      try {
        event.accept(observer);
      } catch (RuntimeException e) {
        LOG.error("{} failed", observer.getClass().getSimpleName(), e);
      }
    }
  }

  @Override
  public void claimed(ClaimedRun run, Duration queued) {
    tell(o -> o.claimed(run, queued));
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> entries) {
    tell(o -> o.journalled(lease, entries));
  }

  @Override
  public void parked(Lease lease, RunState state) {
    tell(o -> o.parked(lease, state));
  }

  @Override
  public void finished(Lease lease, RunResult result) {
    tell(o -> o.finished(lease, result));
  }

  @Override
  public void abandoned(Lease lease) {
    tell(o -> o.abandoned(lease));
  }
}
