package io.patchbay.run;

import java.time.Duration;
import java.util.List;

/**
 * Told what happens to runs on this node, after it is durable. Called on the run's thread: must not
 * block or throw.
 */
public interface RunObserver {
  RunObserver NONE = new RunObserver() {};

  default void claimed(ClaimedRun run, Duration queued) {}

  default void journalled(Lease lease, List<JournalEntry> entries) {}

  default void parked(Lease lease, RunState state) {}

  default void finished(Lease lease, RunResult result) {}

  /** The lease was lost; another node goes on. */
  default void abandoned(Lease lease) {}
}
