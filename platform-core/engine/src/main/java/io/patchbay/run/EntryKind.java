package io.patchbay.run;

/** What a {@link JournalEntry} records. */
public enum EntryKind {
  /** The run began; {@code output} is its input after {@code input.from}. */
  RUN_STARTED,
  /**
   * A call is about to be made; {@code input}, {@code idempotencyKey} and {@code effect} are set.
   */
  STEP_STARTED,
  /** A step ended well; {@code output} is set. */
  STEP_FINISHED,
  /** A step ended with {@code error}; a catch around it may still handle it. */
  STEP_FAILED,
  /** The step's {@code if} was false. */
  STEP_SKIPPED,
  /** A call has no answer yet; it is made again at {@code dueAt} or when the run is woken. */
  STEP_PENDING,
  /** A branch that lost its race or a step whose scope ended; its call was interrupted. */
  STEP_CANCELLED,
  /** A switch chose; {@code detail} is the name of the case, empty when none matched. */
  DECIDED,
  /** A wait or time limit began; {@code dueAt} is when it ends. */
  TIMER_SET,
  /** A wait or time limit ended. */
  TIMER_FIRED,
  /** A try will run again at {@code dueAt} because of {@code error}. */
  RETRY_SCHEDULED,
  /** A catch took {@code error}. */
  CAUGHT,
  /** The flow answered its caller; {@code output} is {@code {status, headers, body}}. */
  REPLIED,
  /** A step that must not be repeated may have taken effect; the run waits to be settled. */
  UNCERTAIN,
  /** A person or a look-up said how an uncertain step ended; {@code output} or {@code error}. */
  SETTLED,
  /** The step waits for signals; {@code output} says which events are to become its signals. */
  AWAITED,
  /** A signal reached the step; {@code detail} is its id, {@code output} its payload. */
  SIGNALLED,
  /** The step waits for signals no longer. */
  AWAIT_ENDED,
  CANCEL_REQUESTED,
  /** The run ended; {@code output} or {@code error}. */
  RUN_FINISHED
}
