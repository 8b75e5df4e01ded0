package io.patchbay.ledger.rest;

import io.patchbay.run.RunState;
import io.patchbay.run.jdbc.RunTotals;
import io.patchbay.run.view.RunFigures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account of all runs.
 *
 * @param accepted by the ledger's own count
 * @param removed by retention, by the ledger's own count
 * @param difference what the states do not add up to; anything but 0 is a fault of the platform
 * @param checkedAt when the platform itself compared last
 * @param differenceSince since when that found a difference
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
    long removed,
    long difference,
    @Nullable Instant checkedAt,
    @Nullable Instant differenceSince) {

  static LedgerView of(RunTotals.Account account, RunFigures.LastCheck check) {
    return new LedgerView(
        account.accepted(),
        count(account, RunState.SUCCEEDED),
        count(account, RunState.FAILED),
        count(account, RunState.CANCELLED),
        count(account, RunState.WAITING),
        count(account, RunState.RUNNING),
        count(account, RunState.QUEUED),
        count(account, RunState.UNCERTAIN),
        count(account, RunState.DEAD),
        account.removed(),
        account.difference(),
        check.checkedAt(),
        check.differsSince());
  }

  private static long count(RunTotals.Account account, RunState state) {
    return account.states().getOrDefault(state, 0L);
  }
}
