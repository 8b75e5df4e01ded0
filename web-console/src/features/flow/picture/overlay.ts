import type { Schema } from "../../../shared/api";

type Step = Schema<"Step">;
type StepState = Schema<"StepState">;

/** What a run did at one task, over all its iterations. */
export interface TaskState {
  state: StepState;
  /** How often the task ran (iterations of loops). */
  count: number;
  /** Tries of the iteration with the most tries. */
  attempts: number;
  /** Sum over iterations; undefined while none has finished. */
  durationMs: number | undefined;
}

/** What asks for attention first wins, so that one failed iteration is not hidden by a hundred good ones. */
const WEIGHT: Record<StepState, number> = { failed: 6, uncertain: 5, running: 4, waiting: 3, cancelled: 2, succeeded: 1, skipped: 0 };

/** Steps of a run, by the reference of their task. */
export function overlayOf(steps: readonly Step[]): ReadonlyMap<string, TaskState> {
  const states = new Map<string, TaskState>();
  for (const step of steps) {
    const known = states.get(step.ref);
    const durationMs = step.durationMs === undefined ? known?.durationMs : (known?.durationMs ?? 0) + step.durationMs;
    states.set(step.ref, {
      state: known === undefined || WEIGHT[step.state] > WEIGHT[known.state] ? step.state : known.state,
      count: (known?.count ?? 0) + 1,
      attempts: Math.max(known?.attempts ?? 0, step.attempts),
      durationMs,
    });
  }
  return states;
}

/** Whether a run came by a task: it has a step of its own or something inside it has. */
export function touched(states: ReadonlyMap<string, TaskState>, ref: string): boolean {
  return states.has(ref) || [...states.keys()].some((each) => each.startsWith(`${ref}/`));
}
