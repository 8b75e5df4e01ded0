package io.patchbay.ledger.rest;

import io.patchbay.run.RunState;
import io.patchbay.run.view.RunFigures;

/**
 * The account of all runs that are kept.
 *
 * @param accepted by the ledger's own count
 * @param difference what the states do not add up to; anything but 0 is a fault of the platform
 */
public record LedgerView(
    long accepted,
    long done,
    long failed,
    long cancelled,
    long waiting,
    long running,
    long queued,
    long uncertain,
    long dead,
    long difference) {

  static LedgerView of(RunFigures.Counts counts) {
    long sum = counts.states().values().stream().mapToLong(Long::longValue).sum();
    return new LedgerView(
        counts.accepted(),
        counts.of(RunState.SUCCEEDED),
        counts.of(RunState.FAILED),
        counts.of(RunState.CANCELLED),
        counts.of(RunState.WAITING),
        counts.of(RunState.RUNNING),
        counts.of(RunState.QUEUED),
        counts.of(RunState.UNCERTAIN),
        counts.of(RunState.DEAD),
        counts.accepted() - sum);
  }
}
