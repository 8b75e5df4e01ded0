package io.patchbay.run;

import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where runs live. Thread-safe; every write is durable when the method returns and happens whole or
 * not at all. A write under a lease is refused with {@link LeaseLost} when the run's epoch has
 * moved on, and changes nothing then. Entries are stored as given: their sequence continues the
 * journal. {@code RunStoreContractTest} (classifier {@code tests}) is the contract in code.
 */
public interface RunStore {
  /** Takes a run in as {@code QUEUED}, or finds the earlier one with the same idempotency key. */
  Accepted accept(NewRun run);

  /**
   * As {@link #accept(NewRun)}, and claimed with epoch 1 in the same write by the node that has
   * room for it, unless other runs of its tenant have waited longer: then it is queued.
   */
  Intake accept(NewRun run, Offer offer);

  /**
   * Claims runs that are queued, whose wake-up time has come, or whose lease expired, fair over
   * tenants, oldest first within a tenant. Each claim raises the epoch. Never more than {@code
   * max}.
   */
  List<ClaimedRun> claim(String node, int max, Duration lease);

  /**
   * Appends to the journal. A {@link EntryKind#REPLIED} entry also becomes the run's reply. An
   * entry whose sequence this lease has already stored is left as it is, so that a write whose
   * outcome is unknown (the connection broke) can be repeated.
   */
  void append(Lease lease, List<JournalEntry> entries) throws LeaseLost;

  /**
   * Appends, gives up the lease and leaves the run alone until {@code wakeAt} (null: until it is
   * settled, cancelled, or its child run ends). If a cancel request, settlement or the end of a
   * child run came in since the claim, the run is queued instead, so that no wake-up is missed.
   *
   * @param state {@code WAITING} or {@code UNCERTAIN}
   */
  void park(Lease lease, List<JournalEntry> entries, RunState state, @Nullable Instant wakeAt)
      throws LeaseLost;

  /** Appends, gives up the lease and queues the run at once for any node (graceful stop). */
  void release(Lease lease, List<JournalEntry> entries) throws LeaseLost;

  /** Appends and ends the run. A parent run that waits for it is queued in the same transaction. */
  void finish(Lease lease, List<JournalEntry> entries, RunResult result) throws LeaseLost;

  /** Extends leases; those not among {@link Renewal#held} are lost. */
  Renewal renew(String node, Collection<Lease> leases, Duration lease);

  /**
   * Asks for a run to be cancelled: a waiting, queued or uncertain run becomes claimable at once, a
   * running one learns it with the next renewal. False when there is no such run or it has ended.
   */
  boolean requestCancel(TenantId tenant, RunId run);

  /**
   * Keeps the settlement for the next claim and queues the run. False when there is no such run or
   * it is not uncertain.
   */
  boolean settle(TenantId tenant, RunId run, Settlement settlement);

  /**
   * Something that the run waits for may have happened: a waiting run becomes claimable at once,
   * one that is being worked on is claimed again after it parks. False when there is no such run or
   * it has ended.
   */
  boolean wake(TenantId tenant, RunId run);

  /**
   * Keeps a signal for a step that waits, or will wait, and wakes the run in the same transaction
   * (as {@link #wake}). A signal with the id of an earlier one of the step is ignored. It is kept
   * until a {@link EntryKind#SIGNALLED} entry of the step has its id. False when there is no such
   * run or it has ended.
   */
  boolean signal(TenantId tenant, RunId run, Signal signal);

  /** The first signals of the run that are not in its journal yet, in the order of arrival. */
  List<Signal> signals(Lease lease);

  /** Empty when this tenant has no such run. */
  Optional<RunStatus> find(TenantId tenant, RunId run);

  /**
   * Calls the listener, on any thread and at once, whenever runs may have become claimable on this
   * node (accepted, queued, woken by settle or cancel). A hint: the executor also polls. The
   * listener returns quickly.
   */
  void onClaimable(Runnable listener);
}
