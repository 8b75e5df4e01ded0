package io.patchbay.bench.proof.simulation;

import io.patchbay.call.CallOutcome;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.MemoryRunStore;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunStatus;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.machine.StartCall;
import io.patchbay.run.machine.UncertainCall;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two nodes, one store, other companies and a clock: all that happens follows from the seed. */
final class SimulatedWorld {
  static final TenantId TENANT = new TenantId("t1");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MOST_THINGS = 200_000;

  private final Map<String, FlowDefinition> flows;
  private final Random random;
  private final Faults faults;
  private final Outside outside;
  private final MemoryRunStore store = new MemoryRunStore(this::now);
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<RunId, Instant> wakes = new TreeMap<>();
  private final Map<RunId, Long> epochs = new HashMap<>();
  private final Map<RunId, JsonNode> inputs = new HashMap<>();
  private final List<Deferred> deferred = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final RunId root;
  private Instant now = START;
  private int things;

  private record Deferred(Instant at, Runnable action) {}

  /**
   * @param flows by name; {@code parent} is run
   * @param most crashes and freezes
   * @param cancelled whether a person cancels the run at some time
   */
  SimulatedWorld(
      Map<String, FlowDefinition> flows, long seed, int nodes, int most, boolean cancelled) {
    this.flows = flows;
    this.random = new Random(seed);
    this.faults = new Faults(new Random(seed ^ 0x5DEECE66DL), most);
    this.outside = new Outside(seed);
    this.root = RunId.create(START, new Random(seed));
    for (int i = 0; i < nodes; i++) {
      this.nodes.add(new SimulatedNode("node-" + i, this, new Random(seed * 7 + i)));
    }
    store.accept(
        NewRun.of(TENANT, root, published("parent"), TriggerKind.PERSON, SeedCheck.input()));
    if (cancelled) {
      Instant at = START.plusMillis(random.nextInt(20_000));
      deferred.add(new Deferred(at, () -> store.requestCancel(TENANT, root)));
    }
  }

  /** A world in which the run has come as far as this journal, and its node has died. */
  static SimulatedWorld from(
      Map<String, FlowDefinition> flows, long seed, List<JournalEntry> journal) {
    SimulatedWorld world = new SimulatedWorld(flows, seed, 1, 0, false);
    world.now = journal.getLast().at();
    Lease lease = world.store.claim("dead", 1, Duration.ofSeconds(3)).getFirst().lease();
    try {
      world.store.append(lease, journal);
    } catch (LeaseLost impossible) {
      throw new IllegalStateException(impossible);
    }
    world.claimed(lease, SeedCheck.input());
    world.leaseEnds(lease.run(), world.now.plusSeconds(3));
    return world;
  }

  /** Until every run has ended; what went wrong is in {@link #violations}. */
  void run() {
    while (violations.isEmpty() && !allEnded()) {
      if (++things > MOST_THINGS) {
        violation("a run did not end within " + MOST_THINGS + " things done");
        return;
      }
      turn();
    }
  }

  private void turn() {
    List<SimulatedNode> awake = nodes.stream().filter(node -> !node.frozen()).toList();
    int first = awake.isEmpty() ? 0 : random.nextInt(awake.size());
    for (int i = 0; i < awake.size(); i++) {
      if (awake.get((first + i) % awake.size()).work()) {
        return;
      }
    }
    for (Deferred one : deferred) {
      if (!one.at().isAfter(now)) {
        deferred.remove(one);
        one.action().run();
        return;
      }
    }
    advance(awake);
  }

  private void advance(List<SimulatedNode> awake) {
    Stream<Instant> times =
        Stream.of(
                awake.stream().flatMap(node -> node.next().stream()),
                nodes.stream().flatMap(node -> Optional.ofNullable(node.frozenUntil).stream()),
                deferred.stream().map(Deferred::at),
                wakes.values().stream())
            .flatMap(s -> s);
    Optional<Instant> next = times.filter(at -> at.isAfter(now)).min(Instant::compareTo);
    if (next.isEmpty()) {
      violation("nothing will ever happen again, and these have not ended: " + open());
      return;
    }
    now = next.get();
  }

  private String open() {
    return store.runs().stream()
        .filter(run -> result(run) == null)
        .map(
            run -> {
              List<JournalEntry> journal = store.journal(run);
              return run
                  + " "
                  + store.find(TENANT, run).map(RunStatus::state).orElse(null)
                  + " after "
                  + journal.subList(Math.max(0, journal.size() - 3), journal.size()).stream()
                      .map(entry -> entry.kind() + " of " + entry.stepId())
                      .toList();
            })
        .toList()
        .toString();
  }

  private boolean allEnded() {
    return store.runs().stream().allMatch(run -> result(run) != null);
  }

  void maybeCrash() {
    if (faults.crashNow()) {
      throw new Faults.Crash();
    }
  }

  /** The node stands still here, in the middle of what it does, while the rest goes on. */
  void maybeFreeze(SimulatedNode node) {
    if (!faults.freezeNow()) {
      return;
    }
    Instant until = now.plus(Duration.ofSeconds(1 + random.nextInt(40)));
    node.frozenUntil = until;
    while (now.isBefore(until) && violations.isEmpty() && ++things < MOST_THINGS) {
      turn();
    }
    node.frozenUntil = null;
  }

  CallOutcome send(Lease lease, StartCall call) {
    return outside.receive(
        new Outside.Received(lease.run(), call, lease.epoch(), isCurrent(lease)), now);
  }

  void claimed(Lease lease, JsonNode input) {
    inputs.put(lease.run(), input);
    long before = epochs.getOrDefault(lease.run(), 0L);
    if (lease.epoch() <= before) {
      violation("the epoch of run " + lease.run() + " did not grow at a claim");
    }
    epochs.put(lease.run(), lease.epoch());
    wakes.remove(lease.run());
  }

  boolean isCurrent(Lease lease) {
    return epochs.getOrDefault(lease.run(), 0L) == lease.epoch()
        && store.find(TENANT, lease.run()).filter(s -> !s.state().isTerminal()).isPresent();
  }

  void leaseEnds(RunId run, Instant at) {
    wakes.put(run, at);
  }

  void parked(HeldRun run, @Nullable Instant wakeAt) {
    wakes.remove(run.id());
    if (wakeAt != null) {
      wakes.put(run.id(), wakeAt);
    }
    Instant soon = now.plus(Duration.ofSeconds(1 + random.nextInt(90)));
    for (UncertainCall call : run.machine.uncertain()) {
      Settlement settlement =
          new Settlement(call.call().stepId(), outside.truth(call.call()), "person");
      deferred.add(new Deferred(soon, () -> store.settle(TENANT, run.id(), settlement)));
    }
    if (run.machine.hasPending()) {
      deferred.add(new Deferred(soon, () -> store.wake(TENANT, run.id())));
    }
  }

  @Nullable RunResult result(RunId run) {
    return store.find(TENANT, run).map(RunStatus::result).orElse(null);
  }

  FlowDefinition flow(FlowVersionRef ref) {
    return Objects.requireNonNull(flows.get(ref.flow().value()));
  }

  FlowVersionRef published(String name) {
    return FlowVersionRef.version(new FlowId(name), 1);
  }

  JsonNode input(RunId run) {
    return Objects.requireNonNull(inputs.get(run));
  }

  void violation(String what) {
    violations.add(what);
  }

  Instant now() {
    return now;
  }

  MemoryRunStore store() {
    return store;
  }

  Outside outside() {
    return outside;
  }

  Faults faults() {
    return faults;
  }

  RunId root() {
    return root;
  }

  List<String> violations() {
    return violations;
  }

  /** All journals in one text: equal for equal worlds. */
  int fingerprint() {
    int hash = 1;
    for (RunId run : store.runs()) {
      List<JournalEntry> journal = store.journal(run);
      hash = 31 * hash + journal.hashCode();
    }
    return hash;
  }
}
