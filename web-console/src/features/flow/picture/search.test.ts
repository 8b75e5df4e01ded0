import { describe, expect, it } from "vitest";
import type { Schema } from "../../../shared/api";
import { layOut } from "./layout";
import { found, step } from "./search";

const task = (name: string, label?: string): Schema<"OutlineNode"> => ({ ref: `/${name}`, name, label, kind: "call", groups: [], line: 1, endLine: 1 });
const { boxes } = layOut({ ...task("flow"), ref: "", kind: "flow", groups: [{ label: "do", nodes: [task("pay", "http.post"), task("ship", "http.post"), task("reply")] }] }, { folded: new Set() });

describe("searching the picture", () => {
  it("finds by name and label, and nothing without words", () => {
    expect(found(boxes, "HTTP").map((box) => box.node.name)).toEqual(["pay", "ship"]);
    expect(found(boxes, " ")).toEqual([]);
  });

  it("goes round", () => {
    const hits = found(boxes, "http");
    expect([step(hits, undefined, 1), step(hits, "/pay", 1), step(hits, "/ship", 1), step(hits, "/pay", -1)].map((box) => box?.node.name)).toEqual(["pay", "ship", "pay", "ship"]);
    expect(step([], "/pay", 1)).toBeUndefined();
  });
});
