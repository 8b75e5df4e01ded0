import type { RunState } from "../../shared/run";

const OVER: ReadonlySet<RunState> = new Set<RunState>(["succeeded", "failed", "cancelled", "dead"]);

/** Whether a run has come to an end, good or bad. */
export function isOver(state: RunState): boolean {
  return OVER.has(state);
}
