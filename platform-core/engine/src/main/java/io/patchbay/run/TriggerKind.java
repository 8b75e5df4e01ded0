package io.patchbay.run;

/** What started a run. */
public enum TriggerKind {
  PERSON,
  WEBHOOK,
  SCHEDULE,
  POLL,
  API,
  EVENT,
  /** Another run, through {@code run: workflow}. */
  FLOW
}
