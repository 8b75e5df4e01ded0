package io.patchbay.run.start;

import io.patchbay.approval.jdbc.ApprovalWithdrawals;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceInvoker;
import io.patchbay.event.EventSink;
import io.patchbay.event.jdbc.EventDispatcher;
import io.patchbay.event.jdbc.EventLog;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.Accepted;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunStatus;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.run.executor.ExecutorSettings;
import io.patchbay.run.executor.RunExecutor;
import io.patchbay.run.executor.RunPorts;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of this node: taking them in, working on them, waiting for them. */
@Singleton
public class RunEngine {

  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

  /** Less than the server's own patience when it stops. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** A caller whose time is over waits so long for its run to be on disk. */
  private static final Duration TO_DISK = Duration.ofSeconds(2);

  private final PostgresRunStore store;
  private final Admission admission;
  private final RunWaiters waiters;
  private final RunEvents events;
  private final RunExecutor executor;
  private final Metrics metrics;
  private final EventDispatcher dispatcher;
  private final String node;

  @Inject
  public RunEngine(
      PlatformConfig config,
      PostgresRunStore store,
      FlowDefinitions definitions,
      FunctionCatalog catalog,
      FunctionInvoker functions,
      HttpInvoker http,
      ServiceInvoker services,
      RunEvents events,
      Admission admission,
      Approvals approvals,
      Metrics metrics,
      EventLog log,
      EventSink sink,
      EngineDatabase database,
      InstantSource clock) {
    this.node = config.node();
    this.store = store;
    this.admission = admission;
    this.events = events;
    this.metrics = metrics;
    this.waiters = new RunWaiters(store);
    this.executor =
        new RunExecutor(
            ExecutorSettings.forNode(node),
            new RunPorts(
                store,
                definitions,
                catalog,
                functions,
                http,
                services,
                new RunObservers(
                    waiters,
                    events,
                    new RunMetrics(metrics, clock),
                    new ApprovalWithdrawals(approvals)),
                clock,
                new SecureRandom(),
                sink));
    this.dispatcher = new EventDispatcher(database, store, definitions, clock, this::woken);
    log.onAppended(dispatcher::wake);
  }

  void start(@Observes @Priority(300) PlatformStarted started) {
    int left = store.reclaim(node);
    if (left > 0) {
      LOG.info("{} runs of this node's last life go on", left);
    }
    executor.start();
    dispatcher.start();
    metrics.gauge("patchbay_runs_active", "Runs in the memory of this node.", executor::activeRuns);
    metrics.gauge(
        "patchbay_writes_waiting",
        "Accepts and journal writes that wait for a commit.",
        store::queuedWrites);
  }

  void stop(@Observes @Priority(300) PlatformStopping stopping) {
    dispatcher.stop();
    executor.stop(DRAIN);
  }

  /** Durable on return; begins here at once when there is room. */
  public Accepted accept(RunAcceptance.Request request) {
    admission.check(request.run().tenant());
    Accepted accepted = executor.accept(offer -> store.accept(request, offer));
    took(request, accepted);
    return accepted;
  }

  /** As {@link #accept}; what the run can do without waiting is done on return. */
  private Accepted acceptHere(RunAcceptance.Request request) {
    admission.check(request.run().tenant());
    Accepted accepted = executor.acceptHere(offer -> store.accept(request, offer));
    took(request, accepted);
    return accepted;
  }

  private void took(RunAcceptance.Request request, Accepted accepted) {
    metrics.count(
        "patchbay_runs_accepted_total",
        "Runs taken in, and duplicates of them.",
        "trigger",
        request.run().trigger().name().toLowerCase(Locale.ROOT),
        "duplicate",
        Boolean.toString(accepted.duplicate()));
    if (!accepted.duplicate()) {
      events.changed(request.run().tenant(), accepted.run());
    }
  }

  /**
   * What a caller who waits gets.
   *
   * @param status what the run answered or how it ended; empty when it did neither in time: it goes
   *     on, and is on disk
   */
  public record Answered(Accepted accepted, Optional<RunStatus> status) {}

  /**
   * Accepts a run whose caller waits for its answer. Without a key or limit it begins in memory: it
   * is on disk before its first call (an express one: before its first wait or call that must not
   * be repeated), and whole before this returns its end.
   *
   * @throws DatabaseException when it cannot be put on disk: nothing of it is kept
   */
  public Answered answered(RunAcceptance.Request request, FlowDefinition flow, Duration time)
      throws InterruptedException {
    NewRun run = request.run();
    try (RunWaiters.Waiting waiting = waiters.expect(run.tenant(), run.id())) {
      if (flow.concurrency() == null && begin(request)) {
        Answered answered =
            new Answered(new Accepted(run.id(), false), inMemory(run, waiting, time));
        took(request, answered.accepted);
        return answered;
      }
      Accepted accepted = acceptHere(request);
      return new Answered(
          accepted,
          accepted.duplicate()
              ? waiters.await(run.tenant(), accepted.run(), time, RunEngine::isAnswered)
              : waiting.await(time, RunEngine::isAnswered, true));
    }
  }

  private boolean begin(RunAcceptance.Request request) {
    admission.check(request.run().tenant());
    Optional<UnwrittenRun> unwritten = store.unwritten(request, node);
    if (unwritten.isPresent() && !executor.begin(unwritten.get())) {
      unwritten.get().drop();
      return false;
    }
    return unwritten.isPresent();
  }

  private Optional<RunStatus> inMemory(NewRun run, RunWaiters.Waiting waiting, Duration time)
      throws InterruptedException {
    Optional<RunStatus> status = waiting.await(time, RunEngine::isAnswered, false);
    if (status.isEmpty() && !executor.persist(run.id(), TO_DISK)) {
      // It has ended in this moment, parked, or could not be written.
      status = waiting.await(Duration.ZERO, RunEngine::isAnswered, false);
      if (status.isEmpty() && store.find(run.tenant(), run.id()).isEmpty()) {
        throw DatabaseException.of(
            new SQLTransientConnectionException(
                "Run " + run.id() + " could not be put on disk.", "08006"));
      }
    }
    return status;
  }

  private static boolean isAnswered(RunStatus status) {
    return status.reply() != null || status.result() != null;
  }

  /** Something that the run waits for has happened and is on disk: it asks again at once. */
  public void woken(TenantId tenant, RunId run) {
    executor.wake(run);
    events.changed(tenant, run);
  }

  /** Hands the runs of this node over and claims no more, or claims again. */
  public void drain(boolean wanted) {
    executor.drain(wanted);
  }

  /** Accepts and journal writes that wait for a commit. */
  public int queuedWrites() {
    return store.queuedWrites();
  }

  /** Runs in memory on this node. */
  public int activeRuns() {
    return executor.activeRuns();
  }

  /** The run's status once it has ended; empty when it does not in time. */
  public Optional<RunStatus> awaitEnd(TenantId tenant, RunId run, Duration time)
      throws InterruptedException {
    return waiters.await(tenant, run, time, s -> s.result() != null);
  }
}
