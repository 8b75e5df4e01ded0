import { describe, expect, it } from "vitest";
import { curlOf, eventOf } from "./curl";

const NOW = new Date("2026-03-01T10:00:00Z");

describe("the test event", () => {
  it("leaves out what is empty", () => {
    expect(eventOf({ id: "1", type: " order.paid ", source: "/test", subject: "", data: "" }, NOW)).toEqual({ specversion: "1.0", id: "1", type: "order.paid", source: "/test", time: "2026-03-01T10:00:00.000Z" });
  });

  it("carries its data as JSON", () => {
    expect(eventOf({ id: "1", type: "t", source: "/s", subject: "A-1", data: '{"total": 2}' }, NOW)).toMatchObject({ subject: "A-1", data: { total: 2 }, datacontenttype: "application/json" });
  });

  it("is none when the data is no JSON", () => {
    expect(eventOf({ id: "1", type: "t", source: "/s", subject: "", data: "{total" }, NOW)).toBeUndefined();
  });
});

describe("the command", () => {
  it("survives a quote in the data", () => {
    expect(curlOf("https://x", "acme", { data: "it's" })).toContain(`-d '{"data":"it'\\''s"}'`);
  });

  it("never shows a token", () => {
    expect(curlOf("https://x", "acme", {})).toContain("Bearer $PATCHBAY_TOKEN");
  });
});
