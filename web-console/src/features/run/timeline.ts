import type { Step } from "./api";

export interface Bar {
  step: Step;
  /** Begin and length as shares of the whole, 0 to 1. */
  from: number;
  share: number;
  ms: number;
}

export interface Timeline {
  bars: Bar[];
  /** Length of the whole in milliseconds. */
  totalMs: number;
  ticks: { at: number; ms: number }[];
}

/** Bars of a run's steps over its time; what still runs ends now. */
export function timelineOf(steps: readonly Step[], now: number): Timeline {
  const begins = steps.map((step) => Date.parse(step.startedAt));
  const ends = steps.map((step) => (step.finishedAt === undefined ? now : Date.parse(step.finishedAt)));
  const start = Math.min(...begins);
  const totalMs = Math.max(1, Math.max(...ends) - start);
  const bars = steps.map((step, index): Bar => {
    const begin = begins[index] ?? start;
    const ms = Math.max(0, (ends[index] ?? begin) - begin);
    return { step, from: (begin - start) / totalMs, share: ms / totalMs, ms };
  });
  const each = roundStep(totalMs / 4);
  const ticks = Array.from({ length: Math.floor(totalMs / each) + 1 }, (_, index) => ({ at: (index * each) / totalMs, ms: index * each }));
  return { bars, totalMs, ticks };
}

/** 1, 2 or 5 times a power of ten, not less than 1. */
function roundStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ms)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= ms) ?? 10;
  return Math.max(1, factor * power);
}
