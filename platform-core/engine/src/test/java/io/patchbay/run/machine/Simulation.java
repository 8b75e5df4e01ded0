package io.patchbay.run.machine;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.Signal;
import io.patchbay.run.TriggerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run in a world of its own: time moves only when nothing else can happen, calls end in an order
 * drawn from a seed, and the machine can be thrown away at any entry of the journal.
 */
final class Simulation {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  /** Answers a call; may look at the attempt and the idempotency key. */
  interface World extends Function<StartCall, CallOutcome> {}

  final FlowDefinition flow;
  final List<JournalEntry> journal = new ArrayList<>();
  final List<StartCall> calls = new ArrayList<>();
  private final RunFacts facts;
  private final World world;
  private final Random random;
  private final Map<String, StartCall> open = new TreeMap<>();
  private Map<String, EffectKind> effects = new LinkedHashMap<>();
  private MachineLimits limits = MachineLimits.STANDARD;
  private Instant now = START;
  private Duration tick = Duration.ZERO;
  private RunMachine machine;
  private List<JsonNode> events = List.of();
  private int crashAt = Integer.MAX_VALUE;
  private Optional<RunResult> result = Optional.empty();

  Simulation(String text, String input, long seed, World world) {
    this.flow = parse(text);
    this.random = new Random(seed);
    this.facts =
        new RunFacts(RunId.create(START, new Random(7)), TriggerKind.PERSON, JSON.readTree(input));
    this.world = world;
    this.machine = newMachine();
  }

  static FlowDefinition parse(String text) {
    return switch (FlowParser.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.flow();
      case ParseResult.Invalid invalid ->
          throw new IllegalArgumentException(invalid.problems().toString());
    };
  }

  Simulation effect(String function, EffectKind kind) {
    effects.put(function, kind);
    return this;
  }

  Simulation limits(MachineLimits newLimits) {
    limits = newLimits;
    machine = newMachine();
    return this;
  }

  /** Time passes at each look at the clock, as it does while a machine is busy. */
  Simulation ticking(Duration step) {
    tick = step;
    return this;
  }

  private Instant look() {
    now = now.plus(tick);
    return now;
  }

  /** Throws the machine away once, as soon as the journal has so many entries on disk. */
  Simulation crashAt(int entries) {
    crashAt = entries;
    return this;
  }

  /** Events that arrive, in this order, as soon as a step waits for some. */
  Simulation events(List<JsonNode> arriving) {
    events = List.copyOf(arriving);
    return this;
  }

  private RunMachine newMachine() {
    BiFunction<String, String, Optional<EffectKind>> kind =
        (name, version) -> Optional.of(effects.getOrDefault(name, EffectKind.KEYED));
    return new RunMachine(flow, facts, limits, kind, this::look, random);
  }

  /** Runs to its end, or to the point where only a person can help. */
  Optional<RunResult> run() {
    take(machine.begin(List.of()));
    go();
    return result;
  }

  private void go() {
    while (result.isEmpty()) {
      now = now.plusMillis(1);
      if (!open.isEmpty()) {
        List<String> ids = List.copyOf(open.keySet());
        StartCall call = open.remove(ids.get(random.nextInt(ids.size())));
        calls.add(call);
        take(machine.callEnded(call.stepId(), world.apply(call)));
      } else if (nextSignal().isPresent()) {
        take(machine.signal(nextSignal().get()));
      } else if (machine.nextTimer().isPresent()) {
        Instant due = machine.nextTimer().get();
        now = due.isAfter(now) ? due : now;
        take(machine.timePassed(now));
      } else {
        return;
      }
    }
  }

  /** The first event that a waiting step has not in its journal. */
  private Optional<Signal> nextSignal() {
    return machine.awaiting().stream()
        .sorted()
        .flatMap(
            step ->
                IntStream.range(0, events.size())
                    .mapToObj(i -> new Signal(step, String.valueOf(i), events.get(i))))
        .filter(
            signal ->
                journal.stream()
                    .noneMatch(
                        entry ->
                            entry.kind() == EntryKind.SIGNALLED
                                && entry.stepId().equals(signal.stepId())
                                && entry.detail().equals(signal.id())))
        .findFirst();
  }

  void cancel() {
    take(machine.cancel());
  }

  void settle(io.patchbay.run.Settlement settlement) {
    take(machine.settle(settlement));
    go();
  }

  Optional<RunResult> result() {
    return result;
  }

  boolean hasUncertain() {
    return machine.hasUncertain();
  }

  private void take(Progress first) {
    Progress progress = first;
    while (true) {
      for (JournalEntry entry : progress.entries()) {
        journal.add(entry);
        if (journal.size() == crashAt) {
          crash();
          return;
        }
      }
      progress.cancels().forEach(open::remove);
      progress.starts().forEach(call -> open.put(call.stepId(), call));
      if (progress.result().isPresent()) {
        result = progress.result();
        return;
      }
      if (!progress.more()) {
        return;
      }
      progress = machine.proceed();
    }
  }

  /** The calls under way may have happened; nobody hears of them. */
  private void crash() {
    crashAt = Integer.MAX_VALUE;
    for (StartCall call : open.values()) {
      if (random.nextBoolean()) {
        calls.add(call);
        world.apply(call);
      }
    }
    open.clear();
    now = now.plus(Duration.ofSeconds(3));
    machine = newMachine();
    take(machine.begin(List.copyOf(journal)));
  }
}
