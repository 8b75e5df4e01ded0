import { describe, expect, it } from "vitest";
import { duration, exactTime, relativeTime } from "./time";

const now = Date.parse("2026-11-23T12:00:00Z");
const relative = (instant: string) => relativeTime(instant, now, "Europe/Berlin");

describe("relative time", () => {
  it("speaks of the past and of the future", () => {
    expect(relative("2026-11-23T11:59:50Z")).toBe("just now");
    expect(relative("2026-11-23T11:55:00Z")).toBe("5 minutes ago");
    expect(relative("2026-11-23T15:00:00Z")).toBe("in 3 hours");
    expect(relative("2026-11-21T12:00:00Z")).toBe("2 days ago");
  });

  it("calls what happened just now so, whatever the clocks of browser and server say", () => {
    expect(relative("2026-11-23T12:00:20Z")).toBe("just now");
    expect(relativeTime("2026-11-23T12:00:20Z", now, "Europe/Berlin", true)).toBe("in a moment");
  });

  it("turns into the date when it is long ago", () => {
    expect(relative("2026-01-05T23:30:00Z")).toBe("6 Jan 2026");
  });
});

describe("exact time", () => {
  it("is in the given zone and names it", () => {
    expect(exactTime("2026-11-23T12:00:00Z", "Europe/Berlin")).toBe("23 Nov 2026, 13:00:00 CET");
  });

  it("falls back to UTC for a zone that the browser does not know", () => {
    expect(exactTime("2026-11-23T12:00:00Z", "Mars/Base")).toContain("12:00:00 UTC");
  });

  it("shows what is no instant as it is", () => {
    expect(exactTime("soon", "UTC")).toBe("soon");
  });
});

describe("duration", () => {
  it("uses at most two units", () => {
    expect([0, 820, 1_000, 4_230, 42_300, 185_000, 7_800_000, 273_600_000].map(duration)).toEqual(["0 ms", "820 ms", "1 s", "4.2 s", "42 s", "3 min 5 s", "2 h 10 min", "3 d 4 h"]);
  });
});
