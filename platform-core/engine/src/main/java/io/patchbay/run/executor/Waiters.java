package io.patchbay.run.executor;

import io.patchbay.run.RunId;
import io.patchbay.run.RunStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who on this node waits for which run. */
final class Waiters {
  private final Map<RunId, Set<Consumer<RunStatus>>> waiting = new ConcurrentHashMap<>();

  /** The waiter is told once or more, on a run's thread; it returns at once. */
  void add(RunId run, Consumer<RunStatus> waiter) {
    waiting.compute(
        run,
        (_, all) -> {
          Set<Consumer<RunStatus>> set = all == null ? ConcurrentHashMap.newKeySet() : all;
          set.add(waiter);
          return set;
        });
  }

  void remove(RunId run, Consumer<RunStatus> waiter) {
    waiting.computeIfPresent(
        run,
        (_, all) -> {
          all.remove(waiter);
          return all.isEmpty() ? null : all;
        });
  }

  void tell(RunId run, RunStatus status) {
    waiting.getOrDefault(run, Set.of()).forEach(waiter -> waiter.accept(status));
  }
}
