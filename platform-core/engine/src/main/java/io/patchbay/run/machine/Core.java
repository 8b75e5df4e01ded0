package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import io.patchbay.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What the frames of one run share: queue, journal, calls, timers, context, limits. */
final class Core {
  /** The detail of the entry that says that the run was stopped. */
  private static final String STOPPED = "stopped";

  private static final Set<String> LIMITS = Set.of(TaskFrame.TIMEOUT, TryFrame.ATTEMPT);

  final FlowDefinition flow;
  final RunFacts facts;
  final MachineLimits limits;
  final Journal journal;
  final Environment environment;
  final RunBudget budget;
  final Effects effects;
  private final RandomGenerator random;
  private final Deque<Work> queue = new ArrayDeque<>();
  private final Map<String, Timer> timers = new LinkedHashMap<>();
  private final Map<String, CallFrame> calls = new LinkedHashMap<>();
  private final Map<String, Awaiting> awaiting = new LinkedHashMap<>();
  private List<StartCall> starts = new ArrayList<>();
  private List<String> cancels = new ArrayList<>();
  private @Nullable RunResult result;
  private @Nullable RunFrame root;
  private @Nullable Instant nextLimit;
  private JsonNode context = NullNode.getInstance();

  /** How bad it would be to repeat a function; empty when there is no such function. */
  interface Effects {
    Optional<EffectKind> of(String function, String version);
  }

  private record Work(Frame frame, Runnable action) {}

  private record Timer(Frame frame, String purpose, Instant due) {}

  Core(
      FlowDefinition flow,
      RunFacts facts,
      MachineLimits limits,
      Journal journal,
      Effects effects,
      RandomGenerator random) {
    this.flow = flow;
    this.facts = facts;
    this.limits = limits;
    this.journal = journal;
    this.effects = effects;
    this.random = random;
    this.environment = new Environment(this);
    this.budget = new RunBudget(this);
    journal.measureWith(budget::size);
  }

  void root(RunFrame frame) {
    root = frame;
  }

  void enqueue(Frame frame, Runnable action) {
    queue.add(new Work(frame, action));
  }

  boolean idle() {
    return queue.isEmpty() || result != null;
  }

  void next() {
    Work work = queue.remove();
    if (work.frame().live() && result == null) {
      work.action().run();
    }
  }

  JsonNode context() {
    return context;
  }

  void context(JsonNode value) {
    budget.release(context);
    budget.hold(journal.lastPosition(), value);
    context = value;
  }

  boolean fits(Position position, JsonNode value) {
    return budget.fits(position, value);
  }

  void exceeded(Position position, String what, String advice) {
    FlowError error =
        FlowError.of(
                ErrorType.RUNTIME,
                "The run was stopped at '" + position.reference() + "': " + what,
                advice)
            .at(position.reference());
    journal.write(Draft.of(EntryKind.STEP_FAILED, position).detail(STOPPED).error(error));
    finish(RunResult.failed(error));
  }

  /** Takes a stop from the journal; false when the next entry is none. */
  boolean stopAsRecorded() {
    JournalEntry next = journal.peek();
    FlowError error = next == null ? null : next.error();
    if (next == null || error == null || !stops(next)) {
      return false;
    }
    journal.skip();
    finish(RunResult.failed(error));
    return true;
  }

  private static boolean stops(JournalEntry entry) {
    return entry.kind() == EntryKind.STEP_FAILED && entry.detail().equals(STOPPED);
  }

  void finish(RunResult outcome) {
    RunFrame frame = root;
    if (result != null || frame == null) {
      return;
    }
    frame.cancelAll();
    journal.write(
        Draft.of(EntryKind.RUN_FINISHED, Position.ROOT)
            .detail(outcome.state().name())
            .output(outcome.output())
            .error(outcome.error())
            .since(frame.startedAt()));
    result = outcome;
    timers.clear();
    calls.clear();
    awaiting.clear();
    queue.clear();
  }

  /** {@code then: end}. */
  void end(JsonNode output) {
    RunFrame frame = root;
    if (frame != null) {
      frame.cancelAll();
      enqueue(frame, () -> frame.complete(output));
    }
  }

  @Nullable RunResult result() {
    return result;
  }

  void setTimer(Frame frame, String purpose, Instant due) {
    timers.put(timerId(frame.position.stepId(), purpose), new Timer(frame, purpose, due));
    if (LIMITS.contains(purpose)) {
      limitsChanged();
    }
  }

  void clearTimer(Frame frame, String purpose) {
    if (timers.remove(timerId(frame.position.stepId(), purpose)) != null
        && LIMITS.contains(purpose)) {
      limitsChanged();
    }
  }

  Optional<Instant> nextTimer() {
    return timers.values().stream().map(Timer::due).min(Comparator.naturalOrder());
  }

  /** The timers that are due, as step id and purpose, in the order of their time. */
  List<Map.Entry<String, String>> dueTimers(Instant now) {
    return timers.values().stream()
        .filter(timer -> !timer.due().isAfter(now))
        .sorted(Comparator.comparing(Timer::due))
        .map(timer -> Map.entry(timer.frame().position.stepId(), timer.purpose()))
        .toList();
  }

  /** Fires a timer; false when it is no longer set. */
  boolean fire(String stepId, String purpose) {
    return fire(stepId, purpose, false);
  }

  /**
   * @param atWork the run was busy; the entry then has the time that was due, so that a replay
   *     fires it in the same place
   */
  private boolean fire(String stepId, String purpose, boolean atWork) {
    Timer timer = timers.remove(timerId(stepId, purpose));
    if (timer == null) {
      return false;
    }
    limitsChanged();
    journal.write(
        Draft.of(EntryKind.TIMER_FIRED, timer.frame().position)
            .detail(purpose)
            .due(atWork ? timer.due() : null));
    timer.frame().timerFired(purpose);
    return true;
  }

  /** Time limits end their task also while the run is busy; other timers wait until it is not. */
  void fireOverdueLimit() {
    Instant next = nextLimit;
    if (next == null || next.isAfter(journal.now())) {
      return;
    }
    timers.values().stream()
        .filter(timer -> LIMITS.contains(timer.purpose()) && !timer.due().isAfter(journal.now()))
        .min(Comparator.comparing(Timer::due))
        .ifPresent(timer -> fire(timer.frame().position.stepId(), timer.purpose(), true));
  }

  /** In a replay: fires the limit that was fired here at work; false when there was none. */
  boolean fireAsRecorded() {
    JournalEntry next = journal.peek();
    return next != null
        && next.kind() == EntryKind.TIMER_FIRED
        && next.dueAt() != null
        && fire(next.stepId(), next.detail(), true);
  }

  private void limitsChanged() {
    nextLimit =
        timers.values().stream()
            .filter(timer -> LIMITS.contains(timer.purpose()))
            .map(Timer::due)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  private static String timerId(String stepId, String purpose) {
    return stepId + "!" + purpose;
  }

  void open(CallFrame frame) {
    calls.put(frame.position.stepId(), frame);
  }

  void close(CallFrame frame) {
    calls.remove(frame.position.stepId());
  }

  @Nullable CallFrame call(String stepId) {
    return calls.get(stepId);
  }

  List<CallFrame> openCalls() {
    return List.copyOf(calls.values());
  }

  /** Records that a frame waits for signals; {@code wanted} becomes the output of the entry. */
  <F extends TaskFrame & Awaiting> void await(F frame, JsonNode wanted) {
    journal.write(
        Draft.of(EntryKind.AWAITED, frame.position).output(wanted).since(frame.startedAt()));
    awaiting.put(frame.position.stepId(), frame);
  }

  /** Nothing when the frame does not wait. */
  void endAwait(TaskFrame frame) {
    if (awaiting.remove(frame.position.stepId()) != null) {
      journal.write(Draft.of(EntryKind.AWAIT_ENDED, frame.position).since(frame.startedAt()));
    }
  }

  Set<String> awaiting() {
    return Set.copyOf(awaiting.keySet());
  }

  /** Hands a signal to the step that waits for it; false when none does. */
  boolean signal(Signal signal) {
    Awaiting frame = awaiting.get(signal.stepId());
    if (frame == null) {
      return false;
    }
    JournalEntry entry =
        journal.write(
            Draft.of(EntryKind.SIGNALLED, frame.position())
                .detail(signal.id())
                .output(signal.payload()));
    JsonNode payload = entry.output();
    frame.signalled(payload == null ? signal.payload() : payload);
    return true;
  }

  void start(StartCall call) {
    starts.add(call);
  }

  void interrupt(String stepId) {
    starts.removeIf(call -> call.stepId().equals(stepId));
    cancels.add(stepId);
  }

  Duration jitter(Duration from, Duration to) {
    long span = Math.max(0, to.minus(from).toMillis());
    return from.plusMillis(span == 0 ? 0 : random.nextLong(span + 1));
  }

  Progress progress() {
    Progress progress =
        new Progress(
            journal.take(),
            List.copyOf(starts),
            List.copyOf(cancels),
            Optional.ofNullable(result),
            !idle(),
            journal.takeTimeSeen());
    starts = new ArrayList<>();
    cancels = new ArrayList<>();
    return progress;
  }
}
