import type { Schema } from "../api";

export type RunState = Schema<"RunState">;
export type StepState = Schema<"StepState">;

export interface StateWords {
  label: string;
  color: "green" | "red" | "blue" | "grey" | "orange" | "purple";
  /** In a sentence, for tooltips and help. */
  meaning: string;
}

const WORDS: Record<RunState | StepState, StateWords> = {
  queued: { label: "Queued", color: "grey", meaning: "Accepted and on disk; it starts when a node is free." },
  running: { label: "Running", color: "blue", meaning: "A node works on it." },
  waiting: { label: "Waiting", color: "blue", meaning: "It waits for a time, for a retry or for another run." },
  uncertain: { label: "Uncertain", color: "orange", meaning: "Nobody knows whether a step happened; a person has to settle it." },
  succeeded: { label: "Succeeded", color: "green", meaning: "It came to its end." },
  failed: { label: "Failed", color: "red", meaning: "It ended with an error." },
  cancelled: { label: "Cancelled", color: "grey", meaning: "A person stopped it." },
  dead: { label: "Dead", color: "red", meaning: "Nodes failed on it again and again, so it was parked for a person." },
  skipped: { label: "Skipped", color: "grey", meaning: "Its condition did not hold." },
};

export const RUN_STATES: readonly RunState[] = ["queued", "running", "waiting", "uncertain", "succeeded", "failed", "cancelled", "dead"];

export function wordsOf(state: RunState | StepState): StateWords {
  return WORDS[state];
}
