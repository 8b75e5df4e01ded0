import { describe, expect, it } from "vitest";
import type { Run, Step } from "./api";
import { culpritOf } from "./culprit";

const step = (id: string, state: Step["state"], more: Partial<Step> = {}): Step => ({ id, ref: `/do/${id}`, name: id, kind: "call", state, attempts: 1, startedAt: "2026-01-01T00:00:00Z", ...more });
const error = { type: "t", title: "no", status: 503 };
const run = (steps: Step[], failure?: Run["summary"]["error"]): Run =>
  ({ summary: { id: "r", flowId: "f", flowName: "f", state: "failed", trigger: "webhook", test: false, acceptedAt: "2026-01-01T00:00:00Z", error: failure }, steps, flowText: "", outline: { ref: "", name: "f", kind: "flow", groups: [], line: 1, endLine: 1 }, input: { bytes: 0, truncated: false }, cancelRequested: false, claims: 1 });

describe("the step to look at first", () => {
  it("is the uncertain one before all others", () => {
    expect(culpritOf(run([step("a", "failed"), step("b", "uncertain")], error))?.id).toBe("b");
  });

  it("is the one that the error names", () => {
    expect(culpritOf(run([step("a", "failed", { error }), step("b", "failed", { error })], { ...error, stepId: "a" }))?.id).toBe("a");
    expect(culpritOf(run([step("a", "failed", { error }), step("b", "failed", { error })], { ...error, instance: "/do/a" }))?.id).toBe("a");
  });

  it("is none in a run that went well, although a caught step failed", () => {
    expect(culpritOf(run([step("a", "failed", { error })]))).toBeUndefined();
  });
});
