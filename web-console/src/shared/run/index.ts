export { lookOf, StateLabel } from "./runState";
export { RUN_STATES, type RunState, type StepState, wordsOf } from "./states";
export { TRIGGER_KINDS, type TriggerKind, triggerLabel, TriggerName } from "./trigger";
