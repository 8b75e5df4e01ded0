package io.patchbay.run.executor;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.Durability;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.template.EvaluationInterrupted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.EntryKind;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.Settlement;
import io.patchbay.run.Signal;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.Divergence;
import io.patchbay.run.machine.Progress;
import io.patchbay.run.machine.RunFacts;
import io.patchbay.run.machine.RunMachine;
import io.patchbay.run.machine.StartCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One claimed run on its own virtual thread: a mailbox, a machine, and calls under way. */
final class ActiveRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
  private static final int MOST_PENDING = 2_000;

  /** So long nothing happens before what is known is written although no call waits for that. */
  private static final long QUIET_MS = 20;

  private final ClaimedRun claimed;
  private final ExecutorSettings settings;
  private final RunPorts ports;
  private final RunJournal journal;
  private final Calls calls;
  private final ChildRuns children;
  private final LookUps lookUps = new LookUps();
  private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
  private final Set<String> unwritten = new HashSet<>();
  private @Nullable RunMachine machine;
  private boolean express;

  /** The machine has work left that needs no event. */
  private boolean more;

  private boolean draining;
  private boolean over;
  private boolean idleWithChildren;

  private boolean timeSeen;

  /**
   * @param unwritten null: the run is on disk
   */
  ActiveRun(
      ClaimedRun claimed,
      @Nullable UnwrittenRun unwritten,
      ExecutorSettings settings,
      RunPorts ports,
      Waiters waiters) {
    this.claimed = claimed;
    this.settings = settings;
    this.ports = ports;
    this.journal = new RunJournal(claimed.lease(), ports, waiters, settings, unwritten);
    this.calls = new Calls(claimed, ports, settings.callTimeout(), this::ended);
    this.children = new ChildRuns(claimed, ports, waiters, settings.maxDepth(), this::ended);
  }

  void send(Message message) {
    mailbox.add(message);
    journal.wake();
  }

  /** Whether there is a lease to renew. */
  boolean onDisk() {
    return journal.onDisk();
  }

  Lease lease() {
    return claimed.lease();
  }

  private void ended(String stepId, CallOutcome outcome) {
    mailbox.add(new Message.Ended(stepId, outcome));
  }

  private void lookedUp(String stepId, Optional<CallOutcome> found) {
    mailbox.add(new Message.LookedUp(stepId, found));
  }

  /**
   * Does on the caller's thread what needs no waiting, so that a short run costs no thread of its
   * own. To be called once, before {@link #run}.
   *
   * @return whether nothing is left to do: not even for {@link #run}
   */
  boolean begin() {
    try {
      return !guarded(this::open) || over;
    } finally {
      MDC.remove("tenant");
      MDC.remove("run");
    }
  }

  /** Works on the run until it has ended or left this node. */
  @Override
  public void run() {
    guarded(this::goOn);
  }

  private interface Work {
    void run() throws LeaseLost, InterruptedException;
  }

  /** Answers whether the work came to its end. */
  private boolean guarded(Work work) {
    boolean done = false;
    MDC.put("tenant", lease().tenant().value());
    MDC.put("run", lease().run().toString());
    try {
      work.run();
      done = true;
    } catch (LeaseLost e) {
      LOG.info("Run {} goes on elsewhere.", lease().run());
      ports.observer().abandoned(lease());
    } catch (InterruptedException | EvaluationInterrupted e) {
      ports.observer().abandoned(lease());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("Run {} is left until its lease ends.", lease().run(), e);
      ports.observer().abandoned(lease());
    } finally {
      if (over || !done) {
        calls.interruptAll();
        children.forgetAll();
      }
    }
    return done;
  }

  private void giveUp(String title, @Nullable String detail)
      throws LeaseLost, InterruptedException {
    over = true;
    journal.finish(RunResult.dead(FlowError.of(ErrorType.RUNTIME, title, detail)));
  }

  private void open() throws LeaseLost, InterruptedException {
    ports
        .observer()
        .claimed(claimed, Duration.between(claimed.acceptedAt(), ports.clock().instant()));
    Optional<FlowDefinition> flow = ports.definitions().find(lease().tenant(), claimed.flow());
    if (claimed.claims() > settings.maxClaims()) {
      giveUp(
          "The run was given up: its node died " + (claimed.claims() - 1) + " times while it ran",
          "Look for a step that needs too much memory, and run it again.");
    } else if (flow.isEmpty()) {
      giveUp(
          "The run was given up: its flow version " + claimed.flow() + " cannot be read any more",
          "Publish the flow again and run it with the same input.");
    } else {
      begin(flow.get());
    }
  }

  private void begin(FlowDefinition flow) throws LeaseLost, InterruptedException {
    RunMachine fresh =
        new RunMachine(
            flow,
            new RunFacts(lease().run(), claimed.trigger(), claimed.input()),
            settings.limits(),
            this::effectOf,
            ports.clock(),
            ports.random());
    machine = fresh;
    express = flow.durability() == Durability.EXPRESS;
    // Asked to hand over before it began: it starts no call.
    draining = mailbox.removeIf(Message.Drain.class::isInstance);
    try {
      Progress progress = fresh.begin(claimed.journal());
      take(progress);
      more = progress.more();
    } catch (Divergence e) {
      diverged(e);
    }
  }

  private void diverged(Divergence e) throws LeaseLost, InterruptedException {
    giveUp("The run was given up: its journal does not fit its flow", e.getMessage());
  }

  private void goOn() throws LeaseLost, InterruptedException {
    if (machine == null) {
      open();
    }
    RunMachine begun = machine;
    if (begun == null) {
      return;
    }
    try {
      if (!express && more && !over) {
        journal.putOnDisk();
      }
      drive(begun);
    } catch (Divergence e) {
      diverged(e);
    }
  }

  private void drive(RunMachine machine) throws LeaseLost, InterruptedException {
    if (more && !over) {
      handle(machine, cancelAsked() ? machine.cancel() : machine.proceed());
    }
    for (Settlement settlement : claimed.settlements()) {
      if (!over) {
        handle(machine, machine.settle(settlement));
      }
    }
    if (claimed.cancelRequested() && !over) {
      handle(machine, machine.cancel());
    }
    takeSignals(machine);
    while (!over) {
      step(machine);
    }
  }

  private Optional<EffectKind> effectOf(String function, String version) {
    return ports
        .catalog()
        .find(lease().tenant(), function, version)
        .map(FunctionDescriptor::effect);
  }

  /**
   * Waits for one thing to happen and lets the machine know. A run that only waits for calls has
   * everything before that on disk: others can watch it, and a crash repeats as little as possible.
   */
  private void step(RunMachine machine) throws LeaseLost, InterruptedException {
    if (!draining) {
      lookUps.next(machine).forEach(call -> calls.lookUp(call, this::lookedUp));
    }
    Optional<Instant> wake =
        Stream.of(machine.nextTimer(), machine.nextAsk(), calls.nextGiveUp())
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    Message message = mailbox.poll();
    if (message == null) {
      if (mayLeave(machine)) {
        leave(machine);
        return;
      }
      message = express ? null : mailbox.poll(QUIET_MS, TimeUnit.MILLISECONDS);
      if (message == null) {
        if (!express) {
          journal.flush();
        }
        message = await(machine, wake);
      }
    }
    switch (message) {
      case null -> passTime(machine);
      case Message.Ended(String stepId, CallOutcome outcome) -> {
        calls.forget(stepId);
        children.forget(stepId);
        handle(machine, machine.callEnded(stepId, outcome));
        if (outcome instanceof CallOutcome.Pending && !journal.onDisk()) {
          // Nobody could wake the run before: ask once more for what came meanwhile.
          journal.flush();
          send(new Message.Woken());
        }
      }
      case Message.LookedUp(String stepId, Optional<CallOutcome> found) -> {
        calls.forget(stepId);
        Optional<Settlement> settlement =
            lookUps.settlement(stepId, found, ports.clock().instant());
        if (settlement.isPresent()) {
          handle(machine, machine.settle(settlement.get()));
        }
      }
      case Message.Cancel _ -> handle(machine, machine.cancel());
      case Message.Woken _ -> {
        handle(machine, machine.askAgain());
        takeSignals(machine);
      }
      case Message.Drain _ -> draining = true;
      case Message.Persist(CompletableFuture<Boolean> done) -> {
        journal.flush();
        done.complete(true);
      }
      case Message.Abandon(boolean release) -> {
        over = true;
        if (release) {
          journal.release();
        } else {
          LOG.info("Run {} is not this node's any more.", lease().run());
          ports.observer().abandoned(lease());
        }
      }
    }
  }

  /**
   * Takes over what has arrived for the steps that wait. Nothing is missed by not looking between
   * two wake-ups: a signal that comes in while the run is held makes its park a release.
   */
  private void takeSignals(RunMachine machine) throws LeaseLost, InterruptedException {
    boolean more = true;
    while (more && !over && !machine.awaiting().isEmpty()) {
      more = false;
      for (Signal signal : ports.store().signals(lease())) {
        if (over) {
          return;
        }
        if (machine.awaiting().contains(signal.stepId())
            && unwritten.add(signal.stepId() + '!' + signal.id())) {
          handle(machine, machine.signal(signal));
          more = true;
        }
      }
      if (more && !over) {
        journal.flush();
        unwritten.clear();
      }
    }
  }

  private @Nullable Message await(RunMachine machine, Optional<Instant> wake)
      throws InterruptedException {
    Duration longest = settings.lease();
    if (calls.count() == 0 && children.count() > 0) {
      longest = settings.parkAfter();
    }
    Instant now = ports.clock().instant();
    Duration wait = wake.map(at -> Duration.between(now, at)).orElse(longest);
    long millis = Math.clamp(wait.toMillis() + 1, 0, longest.toMillis());
    Message message = mailbox.poll(millis, TimeUnit.MILLISECONDS);
    idleWithChildren = message == null && calls.count() == 0 && children.count() > 0;
    return message;
  }

  private void passTime(RunMachine machine) throws LeaseLost, InterruptedException {
    Instant now = ports.clock().instant();
    for (String stepId : calls.giveUp(now)) {
      handle(machine, machine.callEnded(stepId, Calls.late()));
    }
    if (!over) {
      handle(machine, machine.timePassed(now));
    }
    if (!over) {
      handle(machine, machine.askAgain(now));
    }
  }

  /** Nothing is under way here and nothing will be soon. */
  private boolean mayLeave(RunMachine machine) {
    if (calls.count() > 0) {
      return false;
    }
    if (draining) {
      return true;
    }
    if (children.count() > 0 && !idleWithChildren) {
      return false;
    }
    Instant soon = ports.clock().instant().plus(settings.parkAfter());
    return Stream.of(machine.nextTimer(), machine.nextAsk())
        .flatMap(Optional::stream)
        .allMatch(due -> due.isAfter(soon));
  }

  private void leave(RunMachine machine) throws LeaseLost, InterruptedException {
    over = true;
    Instant wakeAt =
        Stream.of(
                machine.nextTimer(),
                machine.nextAsk(),
                lookUps.again(machine, ports.clock().instant()))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(null);
    if (wakeAt == null
        && !machine.hasUncertain()
        && !machine.hasPending()
        && machine.awaiting().isEmpty()
        && children.count() == 0) {
      throw new IllegalStateException("The run waits for nothing.");
    }
    journal.park(machine.hasUncertain() ? RunState.UNCERTAIN : RunState.WAITING, wakeAt);
  }

  private void handle(RunMachine machine, Progress first) throws LeaseLost, InterruptedException {
    Progress progress = first;
    while (true) {
      take(progress);
      if (over || !progress.more()) {
        return;
      }
      progress = cancelAsked() ? machine.cancel() : machine.proceed();
    }
  }

  /** A cancel that came while the machine is at work must not wait for the end of that. */
  private boolean cancelAsked() {
    return mailbox.removeIf(Message.Cancel.class::isInstance);
  }

  private void take(Progress progress) throws LeaseLost, InterruptedException {
    journal.add(progress.entries());
    progress.cancels().forEach(calls::interrupt);
    progress.cancels().forEach(children::cancel);
    if (progress.result().isPresent()) {
      over = true;
      journal.finish(progress.result().get());
      return;
    }
    List<StartCall> starts = progress.starts();
    if (draining && !starts.isEmpty() && calls.count() == 0) {
      over = true;
      journal.cutBeforeUnstarted(starts.stream().map(StartCall::stepId).toList());
      journal.release();
      return;
    }
    timeSeen |= progress.timeSeen();
    if (!express && starts.stream().anyMatch(call -> call.effect() != EffectKind.READ)) {
      journal.putOnDisk();
    }
    if (mustFlush(progress)) {
      journal.flush();
      timeSeen = false;
    }
    starts.forEach(this::start);
  }

  /**
   * Before a call that changes something, all that led to it is on disk, so that a run that begins
   * again after a crash makes the same call with the same key. What the machine would come to again
   * by itself may travel with the next write.
   */
  private boolean mustFlush(Progress progress) {
    if (journal.size() >= MOST_PENDING) {
      return true;
    }
    if (claimed.replyWanted() && !progress.more() && journal.hasReply()) {
      return true;
    }
    boolean flush = !journal.onDisk() && needsDisk(progress);
    for (StartCall call : progress.starts()) {
      flush |=
          switch (call.effect()) {
            case READ -> false;
            case IDEMPOTENT, KEYED -> !express && (journal.hasFacts() || timeSeen);
            case UNSAFE -> true;
          };
    }
    return flush;
  }

  /**
   * Others reach a run through its row: those that it starts, and those whose word it waits for.
   */
  private static boolean needsDisk(Progress progress) {
    return progress.starts().stream().anyMatch(c -> c.request() instanceof CallRequest.Workflow)
        || progress.entries().stream().anyMatch(e -> e.kind() == EntryKind.AWAITED);
  }

  private void start(StartCall call) {
    switch (call.request()) {
      case CallRequest.Workflow workflow -> children.start(call, workflow);
      case CallRequest.Function _, CallRequest.Http _, CallRequest.Service _, CallRequest.Emit _ ->
          calls.start(call);
    }
  }
}
