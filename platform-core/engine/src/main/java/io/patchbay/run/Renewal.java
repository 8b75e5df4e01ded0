package io.patchbay.run;

import java.util.Set;

/**
 * The answer to {@link RunStore#renew}.
 *
 * @param held the runs whose lease was extended; the others are lost
 * @param cancelRequested those of them that somebody asked to cancel
 */
public record Renewal(Set<RunId> held, Set<RunId> cancelRequested) {
  public Renewal {
    held = Set.copyOf(held);
    cancelRequested = Set.copyOf(cancelRequested);
  }
}
