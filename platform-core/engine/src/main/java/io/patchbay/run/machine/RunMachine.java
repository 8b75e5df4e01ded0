package io.patchbay.run.machine;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.template.EvaluationInterrupted;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Settlement;
import io.patchbay.run.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One run of one flow, as a state machine: events in, {@link Progress} out. Not thread-safe; does
 * no I/O; reads the time only from the given clock and records what it read, so that a machine fed
 * with the journal of an earlier one comes to the same state.
 *
 * <p>Call {@link #begin} first. After every event take over the progress: write its entries, then
 * start its calls. While it says {@code more}, call {@link #proceed} before the next event; only a
 * cancel may come in between.
 *
 * <p>Every method may throw {@link Divergence} (the journal does not fit) while replaying, and
 * {@link EvaluationInterrupted} when the thread is interrupted; the machine is of no use after
 * that.
 */
public final class RunMachine {
  private static final int SLICE = 500;

  private final Core core;
  private final Journal journal;
  private final RunFrame root;
  private boolean resuming;

  /**
   * @param effects what a function (name, version) does to the world; empty: no such function
   * @param random for jitter only
   */
  public RunMachine(
      FlowDefinition flow,
      RunFacts facts,
      MachineLimits limits,
      BiFunction<String, String, Optional<EffectKind>> effects,
      InstantSource clock,
      RandomGenerator random) {
    this.journal = new Journal(clock, facts.run().createdAt());
    this.core = new Core(flow, facts, limits, journal, effects::apply, random);
    this.root = new RunFrame(core);
    core.root(root);
  }

  /**
   * Begins, or goes on from a journal: steps that ended keep their output, calls under way start
   * again with their key, and those that must not be repeated become uncertain.
   */
  public Progress begin(List<JournalEntry> recorded) {
    journal.replay(recorded);
    resuming = !recorded.isEmpty();
    core.enqueue(root, root::begin);
    while (journal.replaying()) {
      if (core.idle()) {
        JournalEntry next = journal.peek();
        if (next == null || core.result() != null || core.stopAsRecorded()) {
          break;
        }
        replay(next);
      } else {
        step();
      }
    }
    return proceed();
  }

  /** Goes on with work that is left. */
  public Progress proceed() {
    for (int i = 0; i < SLICE && !core.idle(); i++) {
      step();
    }
    if (core.idle() && resuming) {
      resuming = false;
      core.openCalls().forEach(CallFrame::resume);
    }
    return core.progress();
  }

  /** A call ended. Ignored when nobody waits for it any more. */
  public Progress callEnded(String stepId, CallOutcome outcome) {
    settleDown();
    CallFrame call = core.call(stepId);
    if (call != null) {
      call.ended(outcome);
    }
    return proceed();
  }

  /** Fires every timer that is due. */
  public Progress timePassed(Instant now) {
    settleDown();
    for (Map.Entry<String, String> timer : core.dueTimers(now)) {
      if (core.result() == null) {
        settleDown();
        core.fire(timer.getKey(), timer.getValue());
      }
    }
    return proceed();
  }

  public Progress cancel() {
    if (core.result() == null) {
      journal.write(Draft.of(EntryKind.CANCEL_REQUESTED, Position.ROOT));
      root.cancel();
    }
    return core.progress();
  }

  /** Makes pending calls again whose time has come. */
  public Progress askAgain(Instant now) {
    settleDown();
    core.openCalls().stream()
        .filter(call -> call.askAgainAt().filter(at -> !at.isAfter(now)).isPresent())
        .forEach(CallFrame::ask);
    return proceed();
  }

  /** The run was woken: makes every pending call again. */
  public Progress askAgain() {
    settleDown();
    core.openCalls().forEach(CallFrame::ask);
    return proceed();
  }

  /** When {@link #askAgain(Instant)} is to be called next. */
  public Optional<Instant> nextAsk() {
    return core.openCalls().stream()
        .flatMap(call -> call.askAgainAt().stream())
        .min(Instant::compareTo);
  }

  public boolean hasPending() {
    return core.openCalls().stream().anyMatch(CallFrame::pending);
  }

  /** Says how an uncertain step ended. Ignored when it is not uncertain. */
  public Progress settle(Settlement settlement) {
    settleDown();
    CallFrame call = core.call(settlement.stepId());
    if (call != null) {
      call.settle(settlement);
    }
    return proceed();
  }

  /** A signal arrived. Ignored, and not recorded, when its step does not wait. */
  public Progress signal(Signal signal) {
    settleDown();
    core.signal(signal);
    return proceed();
  }

  /** The ids of the steps that wait for signals. */
  public Set<String> awaiting() {
    return core.awaiting();
  }

  /** When {@link #timePassed} is to be called next. */
  public Optional<Instant> nextTimer() {
    return core.nextTimer();
  }

  /** Calls under way, uncertain ones not counted. */
  public int openCalls() {
    return (int) core.openCalls().stream().filter(call -> !call.uncertain()).count();
  }

  public boolean hasUncertain() {
    return core.openCalls().stream().anyMatch(CallFrame::uncertain);
  }

  /** What {@link #settle} is waited for. */
  public List<UncertainCall> uncertain() {
    return core.openCalls().stream().flatMap(call -> call.uncertainCall().stream()).toList();
  }

  private void replay(JournalEntry entry) {
    CallFrame call = core.call(entry.stepId());
    switch (entry.kind()) {
      case CANCEL_REQUESTED -> cancel();
      case TIMER_FIRED -> {
        if (!core.fire(entry.stepId(), entry.detail())) {
          throw diverged(entry);
        }
      }
      case SIGNALLED -> {
        JsonNode payload = entry.output();
        JsonNode given = payload == null ? NullNode.getInstance() : payload;
        if (!core.signal(new Signal(entry.stepId(), entry.detail(), given))) {
          throw diverged(entry);
        }
      }
      case STEP_FINISHED, STEP_FAILED, STEP_PENDING, UNCERTAIN, SETTLED -> {
        if (call == null) {
          throw diverged(entry);
        }
        call.replay(entry);
      }
      default -> throw diverged(entry);
    }
  }

  private static Divergence diverged(JournalEntry entry) {
    return new Divergence(
        "Entry %d of the journal is %s of '%s', but the flow does not wait for that."
            .formatted(entry.sequence(), entry.kind(), entry.stepId()));
  }

  /**
   * Events are taken when nothing else is to be done, so that a replay meets them at the same
   * point.
   */
  private void settleDown() {
    while (!core.idle() || resuming) {
      if (core.idle()) {
        resuming = false;
        core.openCalls().forEach(CallFrame::resume);
      } else {
        step();
      }
    }
  }

  private void step() {
    if (Thread.currentThread().isInterrupted()) {
      throw new EvaluationInterrupted();
    }
    if (core.stopAsRecorded()) {
      return;
    }
    long before = journal.entries();
    core.next();
    boolean wrote = journal.entries() > before;
    if (journal.replaying()) {
      if (wrote) {
        core.fireAsRecorded();
      }
    } else if (core.result() == null) {
      core.budget.check();
      if (wrote) {
        core.fireOverdueLimit();
      }
    }
  }
}
