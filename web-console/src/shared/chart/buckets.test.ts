import { describe, expect, it } from "vitest";
import { bucketed, bucketHours, scaleTop } from "./buckets";

const hours = Array.from({ length: 14 }, (_, index) => ({ hour: new Date(Date.UTC(2026, 10, 23, index)).toISOString(), succeeded: 2, failed: 1, other: 0 }));

describe("buckets", () => {
  it("keep every run", () => {
    const sums = bucketed(hours, 6);
    expect(sums.reduce((total, bucket) => total + bucket.succeeded + bucket.failed, 0)).toBe(42);
  });

  it("end with a whole bucket and follow each other without a gap", () => {
    const sums = bucketed(hours, 6);
    expect(sums.map((bucket) => bucket.succeeded)).toEqual([4, 12, 12]);
    expect(sums[1]?.from).toBe(sums[0]?.to);
    expect(sums[2]?.to).toBe("2026-11-23T14:00:00.000Z");
  });

  it("are few enough to read", () => expect([24, 168, 720].map((count) => count / bucketHours(count))).toEqual([24, 28, 30]));
});

it("ends the scale at a round number", () => expect([0, 3, 7, 23, 401, 4_212].map(scaleTop)).toEqual([4, 4, 10, 40, 500, 5_000]));
