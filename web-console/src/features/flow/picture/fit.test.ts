import { describe, expect, it } from "vitest";
import { firstView, inView } from "./fit";

describe("the first view of a picture", () => {
  it("shows it in full width, in the middle, from the top", () => {
    expect(firstView({ width: 1_000, height: 9_000 }, { width: 832, height: 600 })).toEqual({ x: 16, y: 16, zoom: 0.8 });
    expect(firstView({ width: 200, height: 100 }, { width: 800, height: 600 })).toEqual({ x: 300, y: 16, zoom: 1 });
  });

  it("stays readable and begins at the left where the width is not enough", () => {
    expect(firstView({ width: 4_000, height: 400 }, { width: 400, height: 600 })).toEqual({ x: 16, y: 16, zoom: 0.5 });
  });
});

describe("a box", () => {
  const frame = { width: 400, height: 300 };

  it("is in view when its head is", () => {
    expect(inView({ x: 0, y: 0, width: 200 }, { x: 10, y: 10, zoom: 1 }, frame)).toBe(true);
    expect(inView({ x: 0, y: 480, width: 200 }, { x: 10, y: 10, zoom: 0.5 }, frame)).toBe(true);
    expect(inView({ x: 0, y: 540, width: 200 }, { x: 10, y: 10, zoom: 0.5 }, frame)).toBe(false);
    expect(inView({ x: 300, y: 0, width: 200 }, { x: 0, y: 0, zoom: 1 }, frame)).toBe(false);
  });
});
