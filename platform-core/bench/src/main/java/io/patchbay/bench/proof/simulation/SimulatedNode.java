package io.patchbay.bench.proof.simulation;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.Renewal;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.MachineLimits;
import io.patchbay.run.machine.Progress;
import io.patchbay.run.machine.RunFacts;
import io.patchbay.run.machine.RunMachine;
import io.patchbay.run.machine.StartCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the executor of a node does, one thing at a time in simulated time, so that it can be
 * stopped between any two: claim, drive, write before calling, park, finish, renew.
 */
final class SimulatedNode {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration PARK_AFTER = Duration.ofSeconds(2);

  private final String name;
  private final SimulatedWorld world;
  private final RandomGenerator random;
  private final Map<RunId, HeldRun> held = new LinkedHashMap<>();
  private Instant renewAt;
  @Nullable Instant frozenUntil;

  SimulatedNode(String name, SimulatedWorld world, RandomGenerator random) {
    this.name = name;
    this.world = world;
    this.random = random;
    this.renewAt = world.now();
  }

  boolean frozen() {
    return frozenUntil != null;
  }

  /** Does one thing; false when there is nothing to do before {@link #next}. */
  boolean work() {
    try {
      if (!world.now().isBefore(renewAt)) {
        renew();
        return true;
      }
      for (HeldRun run : List.copyOf(held.values())) {
        if (step(run)) {
          return true;
        }
      }
      return claim();
    } catch (Faults.Crash crash) {
      crash();
      return true;
    }
  }

  /** When something can be done that cannot be done now. */
  Optional<Instant> next() {
    Stream<Instant> calls =
        held.values().stream()
            .flatMap(
                run ->
                    Stream.of(
                            run.open.values().stream().map(HeldRun.Open::answersAt),
                            run.machine.nextTimer().stream(),
                            run.machine.nextAsk().stream())
                        .flatMap(s -> s));
    Stream<Instant> renewal = held.isEmpty() ? Stream.of() : Stream.of(renewAt);
    return Stream.concat(calls, renewal).min(Instant::compareTo);
  }

  /** Calls under way were sent already; nobody will hear their answers. */
  private void crash() {
    held.clear();
  }

  private void renew() {
    renewAt = world.now().plus(LEASE.dividedBy(3));
    if (held.isEmpty()) {
      return;
    }
    List<Lease> leases = held.values().stream().map(run -> run.claimed.lease()).toList();
    Renewal renewal = world.store().renew(name, leases, LEASE);
    for (HeldRun run : List.copyOf(held.values())) {
      if (!renewal.held().contains(run.id())) {
        drop(run);
      } else {
        world.leaseEnds(run.id(), world.now().plus(LEASE));
        if (renewal.cancelRequested().contains(run.id())) {
          handle(run, run.machine.cancel());
        }
      }
    }
  }

  private void drop(HeldRun run) {
    run.over = true;
    held.remove(run.id(), run);
  }

  private boolean claim() {
    List<ClaimedRun> claimed = world.store().claim(name, 3, LEASE);
    for (ClaimedRun one : claimed) {
      world.claimed(one.lease(), one.input());
      world.leaseEnds(one.lease().run(), world.now().plus(LEASE));
    }
    for (ClaimedRun one : claimed) {
      begin(one);
    }
    return !claimed.isEmpty();
  }

  private void begin(ClaimedRun claimed) {
    FlowDefinition flow = world.flow(claimed.flow());
    RunFacts facts = new RunFacts(claimed.lease().run(), claimed.trigger(), claimed.input());
    RunMachine machine =
        new RunMachine(
            flow,
            facts,
            MachineLimits.STANDARD,
            (function, _) -> Outside.effect(function),
            world::now,
            random);
    HeldRun run = new HeldRun(claimed, machine);
    held.put(run.id(), run);
    handle(run, machine.begin(claimed.journal()));
    for (Settlement settlement : claimed.settlements()) {
      if (!run.over) {
        handle(run, machine.settle(settlement));
      }
    }
    if (claimed.cancelRequested() && !run.over) {
      handle(run, machine.cancel());
    }
  }

  private boolean step(HeldRun run) {
    world.maybeFreeze(this);
    if (run.over) {
      return true;
    }
    Instant now = world.now();
    List<HeldRun.Open> ended =
        run.open.values().stream().filter(open -> !open.answersAt().isAfter(now)).toList();
    if (!ended.isEmpty()) {
      HeldRun.Open one = ended.get(random.nextInt(ended.size()));
      run.open.remove(one.call().stepId());
      handle(run, run.machine.callEnded(one.call().stepId(), one.answer()));
      return true;
    }
    for (Map.Entry<String, RunId> child : List.copyOf(run.children.entrySet())) {
      RunResult result = world.result(child.getValue());
      if (result != null) {
        run.children.remove(child.getKey());
        handle(run, run.machine.callEnded(child.getKey(), outcome(result)));
        return true;
      }
    }
    if (due(run.machine.nextTimer())) {
      handle(run, run.machine.timePassed(now));
      return true;
    }
    if (due(run.machine.nextAsk())) {
      handle(run, run.machine.askAgain(now));
      return true;
    }
    return leave(run);
  }

  private boolean due(Optional<Instant> time) {
    return time.filter(at -> !at.isAfter(world.now())).isPresent();
  }

  private boolean leave(HeldRun run) {
    Instant soon = world.now().plus(PARK_AFTER);
    Optional<Instant> wake =
        Stream.of(run.machine.nextTimer(), run.machine.nextAsk())
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    if (!run.open.isEmpty() || wake.filter(at -> !at.isAfter(soon)).isPresent()) {
      return false;
    }
    boolean uncertain = run.machine.hasUncertain();
    if (wake.isEmpty() && !uncertain && !run.machine.hasPending() && run.children.isEmpty()) {
      world.violation("run " + run.id() + " waits for nothing and has not ended");
    }
    RunState state = uncertain ? RunState.UNCERTAIN : RunState.WAITING;
    write(
        run,
        () -> {
          world.store().park(run.claimed.lease(), run.pending, state, wake.orElse(null));
          world.parked(run, wake.orElse(null));
        });
    if (!run.over) {
      drop(run);
    }
    return true;
  }

  private void handle(HeldRun run, Progress first) {
    Progress progress = first;
    while (true) {
      take(run, progress);
      if (run.over || !progress.more()) {
        return;
      }
      progress = run.machine.proceed();
    }
  }

  private void take(HeldRun run, Progress progress) {
    run.pending.addAll(progress.entries());
    progress.cancels().forEach(run.open::remove);
    for (String stepId : progress.cancels()) {
      RunId child = run.children.remove(stepId);
      if (child != null) {
        world.store().requestCancel(SimulatedWorld.TENANT, child);
      }
    }
    if (progress.result().isPresent()) {
      RunResult result = progress.result().get();
      write(run, () -> world.store().finish(run.claimed.lease(), run.pending, result));
      if (!run.over) {
        drop(run);
      }
      return;
    }
    if (!progress.starts().isEmpty() && !run.pending.isEmpty()) {
      write(run, () -> world.store().append(run.claimed.lease(), run.pending));
    }
    for (StartCall call : progress.starts()) {
      if (!run.over) {
        start(run, call);
      }
    }
  }

  private interface Write {
    void run() throws LeaseLost;
  }

  private void write(HeldRun run, Write write) {
    world.maybeCrash();
    world.maybeFreeze(this);
    boolean current = world.isCurrent(run.claimed.lease());
    int before = world.store().journal(run.id()).size();
    try {
      write.run();
      if (!current) {
        world.violation("a node whose lease was lost wrote to run " + run.id());
      }
      run.pending = new ArrayList<>();
    } catch (LeaseLost lost) {
      if (current) {
        world.violation("the holder of run " + run.id() + " could not write to it");
      }
      if (world.store().journal(run.id()).size() != before) {
        world.violation("a refused write changed the journal of run " + run.id());
      }
      drop(run);
      return;
    }
    world.maybeCrash();
    world.maybeFreeze(this);
  }

  private void start(HeldRun run, StartCall call) {
    world.maybeCrash();
    if (call.request() instanceof CallRequest.Workflow workflow) {
      startChild(run, call, workflow);
      return;
    }
    CallOutcome answer = world.send(run.claimed.lease(), call);
    Instant at = world.now().plus(world.outside().latency(call));
    run.open.put(call.stepId(), new HeldRun.Open(call, at, answer));
  }

  private void startChild(HeldRun run, StartCall call, CallRequest.Workflow workflow) {
    NewRun child =
        NewRun.of(
                SimulatedWorld.TENANT,
                RunId.create(world.now(), random),
                world.published(workflow.name()),
                TriggerKind.FLOW,
                workflow.input())
            .withIdempotencyKey(call.idempotencyKey())
            .withParent(new NewRun.Parent(run.id(), call.stepId(), 1));
    Accepted accepted = world.store().accept(child);
    if (workflow.await()) {
      run.children.put(call.stepId(), accepted.run());
    } else {
      CallOutcome id =
          new CallOutcome.Succeeded(tools.jackson.databind.node.NullNode.getInstance());
      run.open.put(call.stepId(), new HeldRun.Open(call, world.now(), id));
    }
  }

  private static CallOutcome outcome(RunResult result) {
    if (result.output() != null) {
      return new CallOutcome.Succeeded(result.output());
    }
    FlowError error = result.error();
    return new CallOutcome.Failed(
        error == null ? FlowError.of(ErrorType.RUNTIME, "cancelled", null) : error,
        RetryFacts.RETRYABLE);
  }
}
