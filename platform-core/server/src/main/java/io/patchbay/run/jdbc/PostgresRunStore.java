package io.patchbay.run.jdbc;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.Intake;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.Offer;
import io.patchbay.run.Renewal;
import io.patchbay.run.Reply;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.RunStore;
import io.patchbay.run.Settlement;
import io.patchbay.run.Signal;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs on PostgreSQL. Accepts and journal writes share their commits; claims, renewals and requests
 * of people are transactions of their own.
 */
public final class PostgresRunStore implements RunStore, AutoCloseable {

  /** A caller on the net waits for its 202 no longer than this. */
  private static final Duration ACCEPT_PATIENCE = Duration.ofMillis(1_800);

  private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(60);
  private static final Executor SOON = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private final EngineDatabase database;
  private final EngineDatabase writer;
  private final InstantSource clock;
  private final HeldLeases held;
  private final RunClaims claims = new RunClaims();
  private final Backlog backlog = new Backlog();
  private final FlowTurns turns = new FlowTurns();
  private final RunChanges changes;
  private final RunWakes wakes;
  private final LifecycleNotices notices = new LifecycleNotices();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param clock should agree between the nodes of an installation: leases are measured with it
   * @param maxHeldPerTenant so many runs of one tenant this node works on at once, so that a tenant
   *     whose third party hangs leaves room for the others
   */
  public PostgresRunStore(EngineDatabase database, InstantSource clock, int maxHeldPerTenant) {
    this(database, database, clock, maxHeldPerTenant);
  }

  /**
   * @param writer the same database, for statements that reach rows by their key alone
   */
  public PostgresRunStore(
      EngineDatabase database, EngineDatabase writer, InstantSource clock, int maxHeldPerTenant) {
    this.database = database;
    this.writer = writer;
    this.clock = clock;
    this.wakes = new RunWakes(clock);
    this.held = new HeldLeases(maxHeldPerTenant, clock);
    this.changes =
        new RunChanges(writer, new RunAcceptance(clock, notices), new RunWrites(clock, notices));
  }

  @Override
  public Accepted accept(NewRun run) {
    return accept(RunAcceptance.Request.of(run));
  }

  /** As {@link #accept(NewRun)}, with who asked for it. */
  public Accepted accept(RunAcceptance.Request request) {
    return queue(request).accepted();
  }

  @Override
  public Intake accept(NewRun run, Offer offer) {
    return accept(RunAcceptance.Request.of(run), offer);
  }

  /**
   * As {@link #accept(NewRun, Offer)}, with who asked for it.
   *
   * @param offer null: the run is queued
   */
  public Intake accept(RunAcceptance.Request request, @Nullable Offer offer) {
    String tenant = request.run().tenant().value();
    if (offer == null || backlog.mayHave(tenant) || !held.promise(tenant)) {
      return queue(request);
    }
    Lease lease = null;
    try {
      Intake intake = take(RunAcceptance.prepare(request, offer));
      ClaimedRun claimed = intake.claimed();
      if (claimed != null) {
        lease = claimed.lease();
      } else if (!intake.accepted().duplicate()) {
        signal();
      }
      return intake;
    } finally {
      held.keep(tenant, lease);
    }
  }

  private Intake queue(RunAcceptance.Request request) {
    backlog.add(request.run().tenant().value());
    Intake intake = take(RunAcceptance.prepare(request, null));
    if (!intake.accepted().duplicate()) {
      signal();
    }
    return intake;
  }

  private Intake take(RunAcceptance.Prepared request) {
    RunAcceptance.Taken taken = changes.submit(request, ACCEPT_PATIENCE);
    if (taken.inTurn()) {
      turns.expect();
    }
    return taken.intake();
  }

  /**
   * A run that may begin on this node before it is on disk; empty when others of its tenant wait
   * longer or it has a key that must be taken first. Not for runs of limited flows.
   */
  public Optional<UnwrittenRun> unwritten(RunAcceptance.Request request, String node) {
    String tenant = request.run().tenant().value();
    if (request.run().idempotencyKey() != null
        || backlog.mayHave(tenant)
        || !held.promise(tenant)) {
      return Optional.empty();
    }
    ClaimedRun claimed = RunAcceptance.claimed(request.run(), node, clock.instant());
    held.keep(tenant, claimed.lease());
    return Optional.of(new Unwritten(request, claimed));
  }

  private final class Unwritten implements UnwrittenRun {
    private final RunAcceptance.Request request;
    private final ClaimedRun claimed;

    Unwritten(RunAcceptance.Request request, ClaimedRun claimed) {
      this.request = request;
      this.claimed = claimed;
    }

    @Override
    public ClaimedRun claimed() {
      return claimed;
    }

    @Override
    public void write(Offer offer) {
      changes.submit(RunAcceptance.begun(request, offer), ACCEPT_PATIENCE);
    }

    @Override
    public void writeEnded(List<JournalEntry> entries, RunResult result) {
      try {
        changes.submit(
            RunAcceptance.whole(request, claimed.acceptedAt(), entries, result), ACCEPT_PATIENCE);
      } finally {
        giveBack(claimed.lease());
      }
    }

    @Override
    public void drop() {
      held.remove(claimed.lease());
    }
  }

  /** Keeps a notice of each such write and end of a run of these tenants, from now on. */
  public void note(Map<String, LifecycleInterest> interests) {
    notices.watch(interests);
  }

  /** Tenants with a limit of running runs: theirs do not begin at their acceptance. */
  public void limited(Set<String> tenants) {
    held.limited(tenants);
  }

  /** How many accepts and journal writes wait for a commit. */
  public int queuedWrites() {
    return changes.queued();
  }

  @Override
  public List<ClaimedRun> claim(String node, int max, Duration lease) {
    if (max <= 0) {
      return List.of();
    }
    Map<String, Long> before = backlog.before();
    Map<String, Integer> allowed = new HashMap<>();
    List<ClaimedRun> claimed =
        database.inTransaction(
            c -> {
              Instant now = clock.instant();
              allowed.clear();
              turns.give(c, now);
              return claims.claim(
                  c, node, max, lease, now, t -> allowed.computeIfAbsent(t, held::allowance));
            });
    if (turns.takeMissed()) {
      SOON.execute(
          () -> {
            turns.ring();
            signal();
          });
    }
    for (ClaimedRun run : claimed) {
      held.add(run.lease());
      allowed.merge(run.lease().tenant().value(), -1, Integer::sum);
    }
    // Who had no room left when the claim looked may have more, whatever room there is by now.
    allowed.forEach(
        (tenant, left) -> {
          if (left <= 0) {
            backlog.add(tenant);
          }
        });
    if (claimed.size() < max) {
      backlog.claimedAll(before);
    } else {
      backlog.claimedPart();
    }
    return claimed;
  }

  @Override
  public void append(Lease lease, List<JournalEntry> entries) throws LeaseLost {
    write(RunWrites.Write.of(lease, entries, new RunWrites.Step.Append()));
  }

  @Override
  public void park(
      Lease lease, List<JournalEntry> entries, RunState state, @Nullable Instant wakeAt)
      throws LeaseLost {
    if (state != RunState.WAITING && state != RunState.UNCERTAIN) {
      throw new IllegalArgumentException("A parked run waits or is uncertain, not " + state + ".");
    }
    write(RunWrites.Write.of(lease, entries, new RunWrites.Step.Park(state, wakeAt)));
    giveBack(lease);
  }

  @Override
  public void release(Lease lease, List<JournalEntry> entries) throws LeaseLost {
    write(RunWrites.Write.of(lease, entries, new RunWrites.Step.Release()));
    giveBack(lease);
  }

  @Override
  public void finish(Lease lease, List<JournalEntry> entries, RunResult result) throws LeaseLost {
    write(RunWrites.Write.finish(lease, entries, result));
    giveBack(lease);
  }

  private void write(RunWrites.Write write) throws LeaseLost {
    switch (changes.submit(write, JOURNAL_PATIENCE)) {
      case LEASE_LOST -> {
        held.remove(write.lease());
        throw new LeaseLost(write.lease());
      }
      case HAS_PARENT -> write(write.wakingParent());
      case WOKE -> {
        turns.ring();
        signal();
      }
      case WRITTEN -> {}
    }
  }

  /** There is room for another run of the tenant. */
  private void giveBack(Lease lease) {
    held.remove(lease);
    String tenant = lease.tenant().value();
    if (backlog.mayHave(tenant) && held.isWorthAClaim(tenant)) {
      signal();
    }
  }

  @Override
  public Renewal renew(String node, Collection<Lease> leases, Duration lease) {
    held.forgetAbandoned(leases);
    if (leases.isEmpty()) {
      return new Renewal(Set.of(), Set.of());
    }
    Renewal renewal =
        writer.inOneStatement(c -> LeaseRows.renew(c, node, leases, clock.instant().plus(lease)));
    leases.stream().filter(l -> !renewal.held().contains(l.run())).forEach(held::remove);
    return renewal;
  }

  /**
   * Makes the runs that a dead process of this node's name left behind claimable at once. To be
   * called at start-up, before the first claim.
   */
  public int reclaim(String node) {
    return database.inTransaction(c -> LeaseRows.reclaim(c, node, clock.instant()));
  }

  @Override
  public boolean requestCancel(TenantId tenant, RunId run) {
    return woken(connection -> wakes.cancel(connection, tenant, run));
  }

  @Override
  public boolean wake(TenantId tenant, RunId run) {
    return woken(connection -> wakes.wake(connection, tenant, run));
  }

  /**
   * As {@link #wake(TenantId, RunId)}, in a transaction of the caller, who calls {@link #signal()}
   * after its commit.
   */
  public boolean wake(Connection connection, TenantId tenant, RunId run) throws SQLException {
    turns.ring();
    return wakes.wake(connection, tenant, run);
  }

  @Override
  public boolean settle(TenantId tenant, RunId run, Settlement settlement) {
    return woken(connection -> wakes.settle(connection, tenant, run, settlement));
  }

  @Override
  public boolean signal(TenantId tenant, RunId run, Signal signal) {
    return woken(connection -> wakes.signal(connection, tenant, run, signal));
  }

  /**
   * As {@link #signal(TenantId, RunId, Signal)}, in a transaction of the caller, who calls {@link
   * #signal()} after its commit.
   */
  public boolean signal(Connection connection, TenantId tenant, RunId run, Signal signal)
      throws SQLException {
    turns.ring();
    return wakes.signal(connection, tenant, run, signal);
  }

  private boolean woken(EngineDatabase.Work<Boolean> work) {
    boolean done = database.inTransaction(work);
    if (done) {
      turns.ring();
      signal();
    }
    return done;
  }

  @Override
  public List<Signal> signals(Lease lease) {
    return database.inTransaction(
        connection -> Signals.load(connection, lease.tenant().value(), lease.run().value()));
  }

  @Override
  public Optional<RunStatus> find(TenantId tenant, RunId run) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select state, error, reply, coalesce(output, (select p.value from payload p"
                      + " where p.tenant_id = run.tenant_id and p.sha256 = run.output_sha256))"
                      + " as output_text from run where tenant_id = ? and id = ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, run.value());
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(status(rows)) : Optional.<RunStatus>empty();
            }
          }
        });
  }

  private static RunStatus status(ResultSet rows) throws SQLException {
    RunState state = RunState.valueOf(rows.getString("state"));
    JsonNode reply = JsonText.parseNullable(Rows.stringOrNull(rows, "reply"));
    return new RunStatus(
        state,
        state.isTerminal()
            ? new RunResult(
                state,
                JsonText.parseNullable(Rows.stringOrNull(rows, "output_text")),
                JsonText.parseError(Rows.stringOrNull(rows, "error")))
            : null,
        reply == null ? null : Reply.fromJson(reply));
  }

  @Override
  public void onClaimable(Runnable listener) {
    listeners.add(listener);
  }

  /** Tells the executor of this node that there may be something to claim. */
  public void signal() {
    listeners.forEach(Runnable::run);
  }

  /** True when the database answers within the time. */
  public boolean isReachable() {
    try {
      return database.inTransaction(c -> c.isValid(2));
    } catch (DatabaseException e) {
      return false;
    }
  }

  /** Writes what is queued and ends the writers. */
  @Override
  public void close() {
    changes.close();
  }
}
