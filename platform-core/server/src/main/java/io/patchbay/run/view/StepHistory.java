package io.patchbay.run.view;

import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowOutline;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a journal into steps: entries of the same task and turn of its loops are one step, those of
 * the same attempt one attempt.
 */
public final class StepHistory {

  /** What a step has come to, as the API calls it. */
  private enum State {
    RUNNING,
    WAITING,
    UNCERTAIN,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED;

    String word() {
      return RunQueries.word(name());
    }

    boolean isOpen() {
      return this == RUNNING || this == WAITING || this == UNCERTAIN;
    }
  }

  /** Collects the entries of a step. */
  private static final class Step {
    final StepId id;
    final List<JournalEntry> entries = new ArrayList<>();

    Step(StepId id) {
      this.id = id;
    }
  }

  private final Map<StepId, Step> steps = new LinkedHashMap<>();
  private final Map<String, FlowOutline> tasks = new HashMap<>();
  private final @Nullable JsonNode source;
  private final boolean ended;

  /**
   * @param outline of the run's flow, null when its text is gone
   * @param source the flow as JSON, null when it is gone
   */
  public StepHistory(
      List<JournalEntry> journal,
      RunState state,
      @Nullable FlowOutline outline,
      @Nullable JsonNode source) {
    this.source = source;
    this.ended = state.isTerminal();
    if (outline != null) {
      collect(outline);
    }
    for (JournalEntry entry : journal) {
      if (!entry.reference().isEmpty() && state(entry).isPresent()) {
        StepId id = new StepId(entry.reference(), entry.iteration());
        steps.computeIfAbsent(id, Step::new).entries.add(entry);
      }
    }
  }

  private void collect(FlowOutline node) {
    tasks.put(node.ref(), node);
    node.groups().forEach(group -> group.nodes().forEach(this::collect));
  }

  /** In order of their start. */
  public List<StepView> steps() {
    return steps.values().stream().map(this::view).toList();
  }

  public Optional<StepView> step(StepId id) {
    return Optional.ofNullable(steps.get(id)).map(this::view);
  }

  /** The entries of a step, in order; empty when there is no such step. */
  public List<JournalEntry> entries(StepId id) {
    Step step = steps.get(id);
    return step == null ? List.of() : List.copyOf(step.entries);
  }

  public List<AttemptView> attempts(StepId id) {
    Map<Integer, List<JournalEntry>> byAttempt = new LinkedHashMap<>();
    entries(id).forEach(e -> byAttempt.computeIfAbsent(e.attempt(), n -> new ArrayList<>()).add(e));
    List<AttemptView> attempts = new ArrayList<>();
    byAttempt.forEach(
        (number, entries) -> {
          State state = latest(entries);
          attempts.add(
              new AttemptView(
                  number,
                  entries.getFirst().startedAt(),
                  state.isOpen() ? null : entries.getLast().at(),
                  state.word(),
                  RunError.of(error(entries, state))));
        });
    return attempts;
  }

  private StepView view(Step step) {
    State state = latest(step.entries);
    JournalEntry first = step.entries.getFirst();
    JournalEntry last = step.entries.getLast();
    FlowOutline task = tasks.get(step.id.reference());
    Instant finished = state.isOpen() ? null : last.at();
    return new StepView(
        StepId.of(step.id.reference(), step.id.iteration()),
        step.id.reference(),
        step.id.iteration().isEmpty() ? null : step.id.iteration(),
        task == null ? lastPart(step.id.reference()) : task.name(),
        task == null ? "do" : task.kind(),
        state.word(),
        (int) step.entries.stream().mapToInt(JournalEntry::attempt).distinct().count(),
        member(step.id.reference() + "/with/connection"),
        member(step.id.reference() + "/call"),
        first.startedAt(),
        finished,
        finished == null ? null : Duration.between(first.startedAt(), finished).toMillis(),
        RunError.of(error(step.entries, state)),
        last.kind() == EntryKind.RETRY_SCHEDULED && !ended ? last.dueAt() : null);
  }

  private @Nullable String member(String pointer) {
    JsonNode value = source == null ? null : source.at(pointer);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  private static String lastPart(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private State latest(List<JournalEntry> entries) {
    State state = State.RUNNING;
    for (JournalEntry entry : entries) {
      state = state(entry).orElse(state);
    }
    return ended && state.isOpen() ? State.CANCELLED : state;
  }

  private static @Nullable FlowError error(List<JournalEntry> entries, State state) {
    return switch (state) {
      case FAILED, UNCERTAIN, WAITING -> entries.getLast().error();
      case RUNNING, SUCCEEDED, SKIPPED, CANCELLED -> null;
    };
  }

  /** What an entry makes of its step; empty for entries that say nothing about one. */
  private static Optional<State> state(JournalEntry entry) {
    return switch (entry.kind()) {
      case STEP_STARTED -> Optional.of(State.RUNNING);
      case STEP_FINISHED, DECIDED, TIMER_FIRED, CAUGHT, REPLIED -> Optional.of(State.SUCCEEDED);
      case STEP_FAILED -> Optional.of(State.FAILED);
      case STEP_SKIPPED -> Optional.of(State.SKIPPED);
      case STEP_CANCELLED -> Optional.of(State.CANCELLED);
      case STEP_PENDING, TIMER_SET, RETRY_SCHEDULED, AWAITED, SIGNALLED ->
          Optional.of(State.WAITING);
      case UNCERTAIN -> Optional.of(State.UNCERTAIN);
      case SETTLED -> Optional.of(entry.error() == null ? State.SUCCEEDED : State.FAILED);
      case RUN_STARTED, AWAIT_ENDED, CANCEL_REQUESTED, RUN_FINISHED -> Optional.empty();
    };
  }
}
