import { describe, expect, it } from "vitest";
import type { Step } from "./api";
import { timelineOf } from "./timeline";

const step = (id: string, from: number, to: number | undefined): Step => ({ id, ref: id, name: id, kind: "call", state: "succeeded", attempts: 1, startedAt: new Date(from).toISOString(), finishedAt: to === undefined ? undefined : new Date(to).toISOString() });

describe("the timeline of a run", () => {
  it("gives each step its share of the whole", () => {
    const { bars, totalMs } = timelineOf([step("a", 1_000, 1_500), step("b", 1_500, 3_000)], 9_000);
    expect(totalMs).toBe(2_000);
    expect(bars.map(({ from, share }) => [from, share])).toEqual([[0, 0.25], [0.25, 0.75]]);
  });

  it("lets a running step end now", () => {
    expect(timelineOf([step("a", 0, undefined)], 4_000).totalMs).toBe(4_000);
  });

  it("has round ticks from zero", () => {
    expect(timelineOf([step("a", 0, 1_900)], 0).ticks.map((tick) => tick.ms)).toEqual([0, 500, 1_000, 1_500]);
  });

  it("bears a run of no length", () => {
    expect(timelineOf([step("a", 5, 5)], 5).ticks.length).toBeGreaterThan(0);
  });
});
