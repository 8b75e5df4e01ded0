package io.patchbay.run.view;

import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a list shows.
 *
 * @param states empty: all
 * @param search run id, key, or text of the error
 */
public record RunFilter(
    Set<RunState> states,
    @Nullable String flow,
    @Nullable TriggerKind trigger,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean test,
    @Nullable String search) {

  public static final RunFilter ALL = new RunFilter(Set.of(), null, null, null, null, null, null);

  public RunFilter {
    states = Set.copyOf(states);
  }
}
