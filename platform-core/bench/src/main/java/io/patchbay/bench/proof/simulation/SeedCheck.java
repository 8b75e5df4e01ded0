package io.patchbay.bench.proof.simulation;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.machine.MachineLimits;
import io.patchbay.run.machine.Progress;
import io.patchbay.run.machine.RunFacts;
import io.patchbay.run.machine.RunMachine;
import io.patchbay.run.machine.StartCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Everything that must hold for one seed. */
final class SeedCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_FAULTS = 6;
  private static final int PREFIXES = 6;

  /** What one seed met. */
  record Seen(
      int entries,
      int calls,
      int crashes,
      int freezes,
      int repeated,
      String end,
      List<String> wrong) {}

  private final long seed;
  private final boolean racy;
  private final Map<String, FlowDefinition> flows = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private SeedCheck(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    this.racy = random.nextBoolean();
    add("parent", RandomFlow.parent(random, racy));
    add(RandomFlow.CHILD, RandomFlow.child(random));
  }

  private void add(String name, String text) {
    texts.put(name, text);
    switch (FlowParser.parse(text)) {
      case ParseResult.Parsed parsed -> flows.put(name, parsed.flow());
      case ParseResult.Invalid invalid ->
          throw new IllegalStateException(
              "seed " + seed + " drew a flow that is refused: " + invalid.problems() + "\n" + text);
    }
  }

  static Seen check(long seed) {
    return new SeedCheck(seed).check();
  }

  /** For a person who looks for the cause: the flows of a seed. */
  static Map<String, String> texts(long seed) {
    return new SeedCheck(seed).texts;
  }

  private Seen check() {
    boolean cancelled = racy && seed % 5 == 0;
    SimulatedWorld calm = new SimulatedWorld(flows, seed, 1, 0, false);
    calm.run();
    worldHolds(calm, "without faults");
    SimulatedWorld rough = new SimulatedWorld(flows, seed, 2, MOST_FAULTS, cancelled);
    rough.run();
    worldHolds(rough, "with faults");
    SimulatedWorld again = new SimulatedWorld(flows, seed, 2, MOST_FAULTS, cancelled);
    again.run();
    if (rough.fingerprint() != again.fingerprint()) {
      wrong.add("the same seed led to another journal");
    }
    if (wrong.isEmpty()) {
      ends(calm, rough);
    }
    RunResult end = rough.result(rough.root());
    int repeated = rough.outside().log().size() - firstCalls(rough).size();
    return new Seen(
        rough.store().runs().stream().mapToInt(run -> rough.store().journal(run).size()).sum(),
        rough.outside().log().size(),
        rough.faults().crashes(),
        rough.faults().freezes(),
        repeated,
        end == null ? "none" : end.state().name(),
        wrong);
  }

  private static Set<String> firstCalls(SimulatedWorld world) {
    Set<String> calls = new HashSet<>();
    world.outside().log().forEach(r -> calls.add(r.run() + " " + r.call().stepId()));
    return calls;
  }

  private void ends(SimulatedWorld calm, SimulatedWorld rough) {
    RunResult expected = calm.result(calm.root());
    if (!racy && !String.valueOf(expected).equals(String.valueOf(rough.result(rough.root())))) {
      wrong.add("faults changed the end: " + expected + " → " + rough.result(rough.root()));
    }
    for (RunId run : rough.store().runs()) {
      wholeReplay(rough, run);
    }
    if (!racy && expected != null) {
      prefixes(calm, expected);
    }
  }

  private void worldHolds(SimulatedWorld world, String where) {
    world.violations().forEach(v -> wrong.add(v + " (" + where + ")"));
    for (RunId run : world.store().runs()) {
      journalHolds(world.store().journal(run), "run " + run + " " + where);
    }
    callsHold(world, where);
  }

  private void journalHolds(List<JournalEntry> journal, String where) {
    Map<String, String> keys = new HashMap<>();
    Map<String, String> steps = new HashMap<>();
    Set<String> started = new HashSet<>();
    for (int i = 0; i < journal.size(); i++) {
      JournalEntry entry = journal.get(i);
      if (entry.sequence() != i + 1) {
        wrong.add("entry " + (i + 1) + " has number " + entry.sequence() + ", " + where);
      }
      if ((entry.kind() == EntryKind.RUN_FINISHED) != (i == journal.size() - 1)) {
        wrong.add("the end of the run is not its last entry, " + where);
      }
      if (entry.kind() == EntryKind.STEP_STARTED && !started.add(entry.stepId())) {
        wrong.add("step " + entry.stepId() + " was begun twice, " + where);
      }
      String key = entry.idempotencyKey();
      if (key != null) {
        String step = entry.reference() + " " + entry.iteration();
        String before = keys.putIfAbsent(step, key);
        String other = steps.putIfAbsent(key, step);
        if (before != null && !before.equals(key) || other != null && !other.equals(step)) {
          wrong.add("the key of step " + entry.stepId() + " is not its own, " + where);
        }
      }
    }
  }

  private void callsHold(SimulatedWorld world, String where) {
    Map<String, List<Outside.Received>> byStep = new HashMap<>();
    for (Outside.Received one : world.outside().log()) {
      byStep
          .computeIfAbsent(one.run() + " " + one.call().stepId(), _ -> new ArrayList<>())
          .add(one);
    }
    byStep.forEach(
        (step, calls) -> {
          StartCall first = calls.getFirst().call();
          if (calls.stream().anyMatch(c -> !sameKey(c.call(), first))) {
            wrong.add("step " + step + " was called with two keys " + where);
          }
          if (!first.effect().isRepeatable() && calls.size() > 1) {
            wrong.add("unsafe step " + step + " was called " + calls.size() + " times " + where);
          }
        });
  }

  private static boolean sameKey(StartCall one, StartCall other) {
    return one.idempotencyKey().equals(other.idempotencyKey());
  }

  /** A machine that reads a whole journal comes to the same end and wants nothing more. */
  private void wholeReplay(SimulatedWorld world, RunId run) {
    List<JournalEntry> journal = world.store().journal(run);
    String flow = run.equals(world.root()) ? "parent" : RandomFlow.CHILD;
    JournalEntry end = journal.getLast();
    Progress progress =
        machine(flow, run, world.input(run), end.at().plusSeconds(1)).begin(journal);
    boolean same =
        progress.result().isPresent()
            && String.valueOf(progress.result().get().output())
                .equals(String.valueOf(end.output()));
    if (!same || !progress.entries().isEmpty() || !progress.starts().isEmpty()) {
      wrong.add("replay of run " + run + " came to " + progress);
    }
  }

  private RunMachine machine(
      String flow, RunId run, tools.jackson.databind.JsonNode input, Instant now) {
    return new RunMachine(
        java.util.Objects.requireNonNull(flows.get(flow)),
        new RunFacts(run, TriggerKind.PERSON, input),
        MachineLimits.STANDARD,
        (function, _) -> Outside.effect(function),
        () -> now,
        new Random(1));
  }

  private void prefixes(SimulatedWorld calm, RunResult expected) {
    List<JournalEntry> journal = calm.store().journal(calm.root());
    Random random = new Random(seed + 1);
    for (int i = 0; i < Math.min(PREFIXES, journal.size() - 1); i++) {
      int length = 1 + random.nextInt(journal.size() - 1);
      SimulatedWorld world =
          SimulatedWorld.from(flows, seed, List.copyOf(journal.subList(0, length)));
      world.run();
      worldHolds(world, "from entry " + length);
      String end = String.valueOf(world.result(world.root()));
      if (!end.equals(String.valueOf(expected))) {
        wrong.add("from entry " + length + " on the end is " + end + ", not " + expected);
      }
    }
  }

  static tools.jackson.databind.JsonNode input() {
    return JSON.readTree("{\"n\": 3}");
  }
}
