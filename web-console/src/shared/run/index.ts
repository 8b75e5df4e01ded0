export { lookOf, RUN_STATES, type RunState, StateLabel, type StepState } from "./runState";
export { TRIGGER_KINDS, type TriggerKind, triggerLabel, TriggerName } from "./trigger";
