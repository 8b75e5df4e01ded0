import { describe, expect, it } from "vitest";
import type { Schema } from "../../../shared/api";
import { overlayOf, touched } from "./overlay";

const step = (ref: string, state: Schema<"StepState">, more: Partial<Schema<"Step">> = {}): Schema<"Step"> => ({ id: `${ref}-${state}`, ref, name: ref, kind: "call", state, attempts: 1, startedAt: "2026-01-01T00:00:00Z", ...more });

describe("states laid over the picture", () => {
  it("shows a failed iteration among good ones", () => {
    const overlay = overlayOf([step("/a", "succeeded"), step("/a", "failed"), step("/a", "succeeded")]);
    expect(overlay.get("/a")).toMatchObject({ state: "failed", count: 3 });
  });

  it("adds durations up and keeps the most attempts", () => {
    const overlay = overlayOf([step("/a", "succeeded", { durationMs: 20 }), step("/a", "succeeded", { durationMs: 30, attempts: 4 })]);
    expect(overlay.get("/a")).toMatchObject({ durationMs: 50, attempts: 4 });
  });

  it("knows nothing of tasks that did not run", () => {
    expect(overlayOf([]).get("/a")).toBeUndefined();
  });

  it("tell a frame that a run came by from one it passed over", () => {
    const overlay = overlayOf([step("/do/1/pay/try/0/charge", "succeeded")]);
    expect(touched(overlay, "/do/1/pay")).toBe(true);
    expect(touched(overlay, "/do/1/p")).toBe(false);
    expect(touched(overlay, "/do/2/undo")).toBe(false);
  });
});
