import { describe, expect, it } from "vitest";
import type { RunSummary } from "./api";
import { concerns, withNews } from "./news";

const run: RunSummary = { id: "r", flowId: "f", flowName: "f", state: "failed", trigger: "webhook", test: false, acceptedAt: "2026-01-02T00:00:00Z" };

describe("news of runs", () => {
  it("concerns a list whose filters let the run in", () => {
    expect(concerns(run, {})).toBe(true);
    expect(concerns(run, { flow: "f", state: ["failed", "dead"], trigger: "webhook", test: false, from: "2026-01-01T00:00:00Z" })).toBe(true);
  });

  it("does not concern a list that shows something else", () => {
    for (const filter of [{ flow: "g" }, { state: ["succeeded" as const] }, { trigger: "poll" as const }, { test: true }, { from: "2026-01-03T00:00:00Z" }, { to: "2026-01-02T00:00:00Z" }]) expect(concerns(run, filter)).toBe(false);
  });

  it("stays bounded", () => {
    let known: ReadonlySet<string> = new Set();
    for (let index = 0; index < 1_500; index += 1) known = withNews(known, String(index));
    expect(known.size).toBe(1_000);
  });
});
