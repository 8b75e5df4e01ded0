import { describe, expect, it } from "vitest";
import { find, jqPath, sizeOf } from "./path";

describe("a jq path", () => {
  it("is a dot for the whole value", () => expect(jqPath([])).toBe("."));
  it("starts an array of the root with a dot", () => expect(jqPath([0, "id"])).toBe(".[0].id"));
  it("quotes names that jq would read as something else", () => {
    expect(jqPath(["headers", "content-type", "a\"b", 2, "ok_1"])).toBe('.headers."content-type"."a\\"b"[2].ok_1');
  });
});

describe("search in a value", () => {
  const order = { id: "A-17", lines: [{ sku: "red-shoe", qty: 1 }, { sku: "blue-shoe", qty: 2 }], note: null };
  it("finds names and values in document order", () => {
    expect(find(order, "SHOE").map(jqPath)).toEqual([".lines[0].sku", ".lines[1].sku"]);
    expect(find(order, "note").map(jqPath)).toEqual([".note"]);
  });
  it("stops at its limit", () => expect(find(Array.from({ length: 1_000 }, () => "x"), "x", 10)).toHaveLength(10));
  it("finds nothing for no words", () => expect(find(order, "")).toEqual([]));
});

it("counts in words", () => {
  expect([sizeOf([]), sizeOf([1]), sizeOf({ a: 1, b: 2 })]).toEqual(["0 items", "1 item", "2 fields"]);
});
