package io.patchbay.run.start;

import io.patchbay.approval.jdbc.ApprovalWithdrawals;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceInvoker;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.Accepted;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.RunId;
import io.patchbay.run.RunStatus;
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

  private final PostgresRunStore store;
  private final RunWaiters waiters;
  private final RunEvents events;
  private final RunExecutor executor;
  private final Metrics metrics;
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
      Approvals approvals,
      Metrics metrics,
      InstantSource clock) {
    this.node = config.node();
    this.store = store;
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
                new SecureRandom()));
  }

  void start(@Observes @Priority(300) PlatformStarted started) {
    int left = store.reclaim(node);
    if (left > 0) {
      LOG.info("{} runs of this node's last life go on", left);
    }
    executor.start();
    metrics.gauge("patchbay_runs_active", "Runs in the memory of this node.", executor::activeRuns);
    metrics.gauge(
        "patchbay_writes_waiting",
        "Accepts and journal writes that wait for a commit.",
        store::queuedWrites);
  }

  void stop(@Observes @Priority(300) PlatformStopping stopping) {
    executor.stop(DRAIN);
  }

  /** Durable on return. */
  public Accepted accept(RunAcceptance.Request request) {
    Accepted accepted = store.accept(request);
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
    return accepted;
  }

  /** Something that the run waits for has happened and is on disk: it asks again at once. */
  public void woken(RunId run) {
    store.signal();
    executor.wake(run);
  }

  /** Runs in memory on this node. */
  public int activeRuns() {
    return executor.activeRuns();
  }

  /** The run's status once it has replied or ended; empty when neither comes in time. */
  public Optional<RunStatus> awaitReply(TenantId tenant, RunId run, Duration time)
      throws InterruptedException {
    return waiters.await(tenant, run, time, s -> s.reply() != null || s.result() != null);
  }

  /** The run's status once it has ended; empty when it does not in time. */
  public Optional<RunStatus> awaitEnd(TenantId tenant, RunId run, Duration time)
      throws InterruptedException {
    return waiters.await(tenant, run, time, s -> s.result() != null);
  }
}
