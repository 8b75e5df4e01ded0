package io.patchbay.event.jdbc;

import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the journal tells of the life of a run and its tasks. Fed with the journal from its first
 * entry on, it comes to the same happenings with the same ids on every node. Not thread-safe.
 *
 * <p>A task is known by its entries. {@code do} and {@code try} only hold others and have none of
 * their own while all goes well: they tell when they fail by themselves and when they try again.
 */
final class RunLife {

  /**
   * A task that is under way.
   *
   * @param error null: none of the tasks inside has failed lastly
   * @param keys the correlation keys of a task that listens; null: it does not
   */
  private record Open(
      StepPath path,
      JournalEntry first,
      Phase phase,
      @Nullable FlowError error,
      @Nullable ObjectNode keys) {
    Open in(Phase next) {
      return new Open(path, first, next, error, keys);
    }

    Open with(@Nullable FlowError failure) {
      return new Open(path, first, phase, failure, keys);
    }

    Open listening(ObjectNode correlation) {
      return new Open(path, first, Phase.WAITING, error, correlation);
    }
  }

  private enum Phase {
    RUNNING,
    /** Somebody outside was asked. */
    CALLING,
    WAITING,
    /** A person has to say how it ended. */
    SUSPENDED
  }

  /**
   * @param id unique within the run
   * @param task null: the run itself
   * @param more what the data says besides
   */
  record Happening(
      LifecycleType type, String id, Instant at, @Nullable JournalEntry task, ObjectNode more) {}

  /** A task is met first in one of these. */
  private static final Set<EntryKind> OPENING =
      Set.of(
          EntryKind.STEP_STARTED,
          EntryKind.STEP_FINISHED,
          EntryKind.STEP_FAILED,
          EntryKind.DECIDED,
          EntryKind.REPLIED,
          EntryKind.TIMER_SET,
          EntryKind.AWAITED);

  private final JsonNode definition;
  private final Map<String, Open> open;
  private final List<Happening> happened = new ArrayList<>();
  private long last;
  private boolean deaf;
  private boolean over;
  private String status = "";

  /**
   * @param definition the document of the flow
   */
  RunLife(JsonNode definition) {
    this(definition, new LinkedHashMap<>());
  }

  private RunLife(JsonNode definition, Map<String, Open> open) {
    this.definition = definition;
    this.open = open;
  }

  RunLife copy() {
    RunLife copy = new RunLife(definition, new LinkedHashMap<>(open));
    copy.last = last;
    copy.deaf = deaf;
    copy.over = over;
    copy.status = status;
    return copy;
  }

  /** The sequence of the last entry that it knows. */
  long last() {
    return last;
  }

  /** The run has taken a lifecycle event: what it does from then on is told to nobody. */
  boolean deaf() {
    return deaf;
  }

  /** The run has ended. */
  boolean over() {
    return over;
  }

  /**
   * @param next the entry after it; null: there is none yet
   */
  List<Happening> accept(JournalEntry entry, @Nullable JournalEntry next) {
    if (entry.sequence() <= last) {
      return List.of();
    }
    last = entry.sequence();
    happened.clear();
    if (entry.reference().isEmpty()) {
      ofRun(entry);
    } else {
      ofTask(entry, next);
    }
    return told();
  }

  /** The run wrote so far at once: how it stands now. */
  List<Happening> written(JournalEntry lastEntry) {
    happened.clear();
    if (!over) {
      status(lastEntry, statusNow());
    }
    return told();
  }

  private List<Happening> told() {
    return deaf ? List.of() : List.copyOf(happened);
  }

  private void ofRun(JournalEntry entry) {
    switch (entry.kind()) {
      case RUN_STARTED -> {
        happens(LifecycleType.WORKFLOW_STARTED, entry, entry.at(), null);
        status(entry, "running");
      }
      case RUN_FINISHED -> {
        over = true;
        boolean failed = entry.detail().equals(RunState.FAILED.name());
        List.copyOf(open.keySet()).forEach(step -> abandon(entry, step, failed));
      }
      default -> {}
    }
  }

  private void ofTask(JournalEntry entry, @Nullable JournalEntry next) {
    if (OPENING.contains(entry.kind()) && !open.containsKey(entry.stepId())) {
      open(entry);
    }
    switch (entry.kind()) {
      case STEP_STARTED -> phase(entry, Phase.CALLING);
      case STEP_PENDING -> phase(entry, Phase.WAITING);
      case TIMER_SET -> {
        if (entry.detail().equals("wait")) {
          phase(entry, Phase.WAITING);
        }
      }
      case TIMER_FIRED -> timerFired(entry, next);
      case AWAITED -> await(entry);
      case AWAIT_ENDED -> phase(entry, Phase.RUNNING);
      case SIGNALLED -> deaf |= LifecycleType.isLifecycle(entry.output());
      case STEP_FINISHED, DECIDED, REPLIED -> ended(entry, next);
      case STEP_FAILED -> failed(entry, entry.error());
      case STEP_CANCELLED -> abandon(entry, entry.stepId(), false);
      case UNCERTAIN -> suspend(entry);
      case SETTLED -> settled(entry, next);
      case RETRY_SCHEDULED, CAUGHT -> caught(entry);
      case STEP_SKIPPED, RUN_STARTED, RUN_FINISHED, CANCEL_REQUESTED -> {}
    }
  }

  private void open(JournalEntry entry) {
    if (holdsOthers(entry.reference())) {
      return;
    }
    open.put(
        entry.stepId(), new Open(StepPath.of(entry.stepId()), entry, Phase.RUNNING, null, null));
    happens(LifecycleType.TASK_CREATED, entry, entry.startedAt(), entry);
    taskStatus(entry, entry.startedAt(), entry, "pending");
    happens(LifecycleType.TASK_STARTED, entry, entry.startedAt(), entry);
    taskStatus(entry, entry.startedAt(), entry, "running");
  }

  /** {@code do}, {@code try} and the call of a function of the flow: they write no end. */
  private boolean holdsOthers(String reference) {
    JsonNode body = definition.at(reference);
    return body.has("try")
        || body.has("do") && !body.has("for")
        || definition.at("/use/functions").has(body.path("call").asString(""));
  }

  private void phase(JournalEntry entry, Phase next) {
    Open task = open.get(entry.stepId());
    if (task != null) {
      open.put(entry.stepId(), task.in(next));
      if (next == Phase.WAITING && task.phase != Phase.WAITING) {
        taskStatus(entry, entry.at(), task.first, "waiting");
      }
    }
  }

  private void timerFired(JournalEntry entry, @Nullable JournalEntry next) {
    if (entry.detail().equals("retry")) {
      happens(LifecycleType.TASK_RETRIED, entry, entry.at(), entry);
    } else if (entry.detail().equals("wait")) {
      ended(entry, next);
    }
  }

  private void await(JournalEntry entry) {
    JsonNode wanted = entry.output();
    Open task = open.get(entry.stepId());
    phase(entry, Phase.WAITING);
    if (task != null && wanted != null && wanted.isObject()) {
      happens(LifecycleType.WORKFLOW_CORRELATION_STARTED, entry, entry.at(), null);
      open.put(entry.stepId(), task.listening(correlationKeys(wanted)));
    }
  }

  private static ObjectNode correlationKeys(JsonNode strategy) {
    ObjectNode keys = object();
    for (JsonNode filter : strategy.path("filters")) {
      filter.path("correlate").properties().stream()
          .filter(link -> link.getValue().has("is"))
          .forEach(link -> keys.set(link.getKey(), link.getValue().get("is")));
    }
    return keys;
  }

  private void ended(JournalEntry entry, @Nullable JournalEntry next) {
    boolean outputFails =
        next != null
            && next.kind() == EntryKind.STEP_FAILED
            && next.stepId().equals(entry.stepId());
    Open task = open.get(entry.stepId());
    if (task == null || outputFails) {
      return;
    }
    abandonInside(entry);
    open.remove(entry.stepId());
    if (task.keys != null) {
      ObjectNode more = object();
      if (!task.keys.isEmpty()) {
        more.set("correlationKeys", task.keys);
      }
      add(LifecycleType.WORKFLOW_CORRELATION_COMPLETED, entry, entry.at(), null, more);
    }
    happens(LifecycleType.TASK_COMPLETED, entry, entry.at(), task.first);
    taskStatus(entry, entry.at(), task.first, "completed");
  }

  private void failed(JournalEntry entry, @Nullable FlowError error) {
    abandonInside(entry);
    Open task = open.remove(entry.stepId());
    faulted(entry, task == null ? entry : task.first, error);
    around(entry, error);
  }

  private void faulted(JournalEntry entry, JournalEntry task, @Nullable FlowError error) {
    ObjectNode more = object();
    if (error != null) {
      more.set("error", error.toJson());
    }
    add(LifecycleType.TASK_FAULTED, entry, entry.at(), task, more);
    taskStatus(entry, entry.at(), task, "faulted");
  }

  private void caught(JournalEntry entry) {
    abandonInside(entry);
    around(entry, null);
  }

  /** What the tasks around it know of a failure inside; null: there is none. */
  private void around(JournalEntry entry, @Nullable FlowError error) {
    StepPath inner = StepPath.of(entry.stepId());
    open.replaceAll((_, task) -> task.path.contains(inner) ? task.with(error) : task);
  }

  private void abandonInside(JournalEntry entry) {
    StepPath outer = StepPath.of(entry.stepId());
    open.entrySet().stream()
        .filter(task -> outer.contains(task.getValue().path))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(step -> abandon(entry, step, true));
  }

  /** The task goes no further: because of a failure inside it, or because nobody needs it. */
  private void abandon(JournalEntry entry, String step, boolean mayFault) {
    Open task = open.remove(step);
    if (task == null) {
      return;
    }
    if (mayFault && task.error != null) {
      faulted(entry, task.first, task.error);
    } else {
      happens(LifecycleType.TASK_CANCELLED, entry, entry.at(), task.first);
      taskStatus(entry, entry.at(), task.first, "cancelled");
    }
  }

  private void suspend(JournalEntry entry) {
    Open task = open.get(entry.stepId());
    if (task == null) {
      return;
    }
    boolean first = !isAny(Phase.SUSPENDED);
    open.put(entry.stepId(), task.in(Phase.SUSPENDED));
    happens(LifecycleType.TASK_SUSPENDED, entry, entry.at(), task.first);
    taskStatus(entry, entry.at(), task.first, "suspended");
    if (first) {
      happens(LifecycleType.WORKFLOW_SUSPENDED, entry, entry.at(), null);
      status(entry, "suspended");
    }
  }

  private void settled(JournalEntry entry, @Nullable JournalEntry next) {
    Open task = open.get(entry.stepId());
    if (task == null) {
      return;
    }
    open.put(entry.stepId(), task.in(Phase.RUNNING));
    if (!isAny(Phase.SUSPENDED)) {
      happens(LifecycleType.WORKFLOW_RESUMED, entry, entry.at(), null);
      status(entry, "running");
    }
    happens(LifecycleType.TASK_RESUMED, entry, entry.at(), task.first);
    taskStatus(entry, entry.at(), task.first, "running");
    if (entry.error() == null) {
      ended(entry, next);
    } else {
      failed(entry, entry.error());
    }
  }

  private boolean isAny(Phase phase) {
    return open.values().stream().anyMatch(task -> task.phase == phase);
  }

  private String statusNow() {
    if (isAny(Phase.SUSPENDED)) {
      return "suspended";
    }
    return !isAny(Phase.CALLING) && isAny(Phase.WAITING) ? "waiting" : "running";
  }

  private void status(JournalEntry entry, String now) {
    if (!now.equals(status)) {
      status = now;
      add(
          LifecycleType.WORKFLOW_STATUS_CHANGED,
          entry,
          entry.at(),
          null,
          object().put("status", now));
    }
  }

  private void taskStatus(JournalEntry entry, Instant at, JournalEntry task, String now) {
    add(LifecycleType.TASK_STATUS_CHANGED, entry, at, task, object().put("status", now));
  }

  private void happens(
      LifecycleType type, JournalEntry entry, Instant at, @Nullable JournalEntry task) {
    add(type, entry, at, task, object());
  }

  private void add(
      LifecycleType type,
      JournalEntry entry,
      Instant at,
      @Nullable JournalEntry task,
      ObjectNode more) {
    String id = entry.sequence() + "." + happened.size() + "." + type.shortName();
    happened.add(new Happening(type, id, at, task, more));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
