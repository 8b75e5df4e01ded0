package io.patchbay.event.jdbc;

import static io.patchbay.run.EntryKind.AWAITED;
import static io.patchbay.run.EntryKind.CAUGHT;
import static io.patchbay.run.EntryKind.DECIDED;
import static io.patchbay.run.EntryKind.REPLIED;
import static io.patchbay.run.EntryKind.RETRY_SCHEDULED;
import static io.patchbay.run.EntryKind.RUN_FINISHED;
import static io.patchbay.run.EntryKind.RUN_STARTED;
import static io.patchbay.run.EntryKind.SETTLED;
import static io.patchbay.run.EntryKind.STEP_CANCELLED;
import static io.patchbay.run.EntryKind.STEP_FAILED;
import static io.patchbay.run.EntryKind.STEP_FINISHED;
import static io.patchbay.run.EntryKind.STEP_STARTED;
import static io.patchbay.run.EntryKind.TIMER_FIRED;
import static io.patchbay.run.EntryKind.TIMER_SET;

import io.patchbay.run.EntryKind;
import io.patchbay.run.RunState;
import io.patchbay.run.jdbc.LifecycleInterest;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The lifecycle events of the specification, each with what it may be made of. */
enum LifecycleType {
  WORKFLOW_STARTED("workflow.started", RUN_STARTED),
  WORKFLOW_SUSPENDED("workflow.suspended", EntryKind.UNCERTAIN),
  WORKFLOW_RESUMED("workflow.resumed", SETTLED),
  WORKFLOW_CORRELATION_STARTED("workflow.correlation-started", AWAITED),
  WORKFLOW_CORRELATION_COMPLETED("workflow.correlation-completed", STEP_FINISHED),
  WORKFLOW_CANCELLED("workflow.cancelled", RunState.CANCELLED),
  WORKFLOW_FAULTED("workflow.faulted", RunState.FAILED, RunState.DEAD),
  WORKFLOW_COMPLETED("workflow.completed", RunState.SUCCEEDED),
  WORKFLOW_STATUS_CHANGED(
      "workflow.status-changed",
      EnumSet.allOf(EntryKind.class),
      EnumSet.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED, RunState.DEAD)),
  TASK_CREATED("task.created", beginnings()),
  TASK_STARTED("task.started", beginnings()),
  TASK_SUSPENDED("task.suspended", EntryKind.UNCERTAIN),
  TASK_RESUMED("task.resumed", SETTLED),
  TASK_RETRIED("task.retried", TIMER_FIRED),
  TASK_CANCELLED(
      "task.cancelled",
      STEP_CANCELLED,
      STEP_FINISHED,
      STEP_FAILED,
      SETTLED,
      RETRY_SCHEDULED,
      CAUGHT,
      RUN_FINISHED),
  TASK_FAULTED("task.faulted", STEP_FAILED, SETTLED, RETRY_SCHEDULED, CAUGHT),
  TASK_COMPLETED("task.completed", STEP_FINISHED, SETTLED, DECIDED, REPLIED, TIMER_FIRED),
  TASK_STATUS_CHANGED(
      "task.status-changed", EnumSet.allOf(EntryKind.class), EnumSet.noneOf(RunState.class));

  static final String FAMILY = "io.serverlessworkflow.";

  /** Of the events of a run; its id follows. */
  static final String SOURCE = "/patchbay/runs/";

  private final String name;
  private final LifecycleInterest interest;

  LifecycleType(String name, Set<EntryKind> entries, Set<RunState> ends) {
    this.name = name;
    this.interest = new LifecycleInterest(entries, ends);
  }

  LifecycleType(String name, EntryKind... entries) {
    this(name, Set.of(entries), Set.of());
  }

  LifecycleType(String name, RunState... ends) {
    this(name, Set.of(), Set.of(ends));
  }

  LifecycleType(String name, Set<EntryKind> entries) {
    this(name, entries, Set.of());
  }

  /** The first entry of a task is one of these. */
  private static Set<EntryKind> beginnings() {
    return Set.of(STEP_STARTED, STEP_FINISHED, STEP_FAILED, DECIDED, REPLIED, TIMER_SET, AWAITED);
  }

  String type() {
    return FAMILY + name + ".v1";
  }

  /** {@code task.started}, {@code workflow.correlation-completed} … */
  String shortName() {
    return name;
  }

  /** {@code started}, {@code correlation-completed} … */
  String what() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** The member of the data that says when. */
  String timeMember() {
    String what = what();
    return what.equals("status-changed")
        ? "updatedAt"
        : what.substring(what.indexOf('-') + 1) + "At";
  }

  LifecycleInterest interest() {
    return interest;
  }

  /** The event of a run that ended so. */
  static LifecycleType end(RunState state) {
    return switch (state) {
      case SUCCEEDED -> WORKFLOW_COMPLETED;
      case CANCELLED -> WORKFLOW_CANCELLED;
      case FAILED, DEAD, QUEUED, RUNNING, WAITING, UNCERTAIN -> WORKFLOW_FAULTED;
    };
  }

  static boolean isLifecycle(@Nullable JsonNode event) {
    return event != null
        && event.path("type").asString("").startsWith(FAMILY)
        && event.path("source").asString("").startsWith(SOURCE);
  }

  /** Those that a text names: a type, or a strategy in which types stand. */
  static Set<LifecycleType> named(String text) {
    Set<LifecycleType> named = EnumSet.noneOf(LifecycleType.class);
    for (LifecycleType type : values()) {
      if (text.contains(type.type())) {
        named.add(type);
      }
    }
    return named;
  }
}
