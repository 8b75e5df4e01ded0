import { describe, expect, it } from "vitest";
import type { Schema } from "../../../shared/api";
import { type Box, innerCount, layOut } from "./layout";

type OutlineNode = Schema<"OutlineNode">;

const task = (ref: string, more: Partial<OutlineNode> = {}): OutlineNode => ({ ref, name: ref.split("/").at(-1) ?? ref, kind: "set", groups: [], line: 1, endLine: 1, ...more });
const flow = (...nodes: OutlineNode[]): OutlineNode => task("", { kind: "flow", groups: [{ label: "do", nodes }] });
const fork = (ref: string, ...branches: OutlineNode[][]): OutlineNode => task(ref, { kind: "fork", groups: branches.map((nodes, index) => ({ label: `b${index}`, nodes })) });
const none = { folded: new Set<string>() };

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
const contains = (outer: Box, inner: Box) => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

function big(): OutlineNode {
  const branch = (ref: string, length: number) => Array.from({ length }, (_, index) => task(`${ref}/${index}/t${index}`));
  const forks = Array.from({ length: 10 }, (_, index) => fork(`/do/${index}/f${index}`, branch(`/do/${index}/a`, 3), branch(`/do/${index}/b`, 4), [fork(`/do/${index}/c`, branch(`/do/${index}/c/x`, 1), branch(`/do/${index}/c/y`, 2))]));
  return flow(...forks);
}

describe("the layout of a flow", () => {
  it("runs from top to bottom", () => {
    const { boxes, edges } = layOut(flow(task("/do/0/a"), task("/do/1/b"), task("/do/2/c")), none);
    expect(boxes.map((box) => box.y)).toEqual([...boxes.map((box) => box.y)].sort((a, b) => a - b));
    expect(edges.map((edge) => [edge.from, edge.to])).toEqual([["/do/0/a", "/do/1/b"], ["/do/1/b", "/do/2/c"]]);
  });

  it("puts branches side by side on one height", () => {
    const { boxes } = layOut(flow(fork("/do/0/f", [task("/a")], [task("/b")], [task("/c")], [task("/d")])), none);
    const branches = boxes.filter((box) => box.depth === 1);
    expect(new Set(branches.map((box) => box.y)).size).toBe(1);
    expect(new Set(branches.map((box) => box.x)).size).toBe(4);
  });

  it("puts a catch below its try", () => {
    const guarded = task("/do/0/t", { kind: "try", groups: [{ label: "try", nodes: [task("/a")] }, { label: "catch", nodes: [task("/b")] }] });
    const { boxes } = layOut(flow(guarded), none);
    const [a, b] = ["/a", "/b"].map((ref) => boxes.find((box) => box.ref === ref));
    expect(a?.x).toBe(b?.x);
    expect(b?.y).toBeGreaterThan((a?.y ?? 0) + (a?.height ?? 0));
  });

  it("does not run on from a switch that has a case for everything else", () => {
    const choice = task("/do/0/s", { kind: "switch", groups: [{ label: "big", condition: ".n > 9", then: "c", nodes: [] }, { label: "other", then: "end", nodes: [] }] });
    expect(layOut(flow(choice, task("/do/1/b"), task("/do/2/c")), none).edges.filter((edge) => edge.from === "/do/0/s")).toMatchObject([{ kind: "jump", to: "/do/2/c" }]);
  });

  it("keeps more than a hundred tasks apart, each inside its frame", () => {
    const root = big();
    expect(innerCount(root)).toBeGreaterThanOrEqual(100);
    const { boxes, width, height } = layOut(root, none);
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        if (!overlaps(a, b)) continue;
        expect(contains(a, b) || contains(b, a), `${a.ref} and ${b.ref}`).toBe(true);
      }
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
    }
  });

  it("hides what is inside a folded task and says how much", () => {
    const { boxes } = layOut(big(), { folded: new Set(["/do/0/f0"]) });
    expect(boxes.find((box) => box.ref === "/do/0/f0")).toMatchObject({ shape: "folded", inner: 11 });
    expect(boxes.some((box) => box.ref.startsWith("/do/0/a"))).toBe(false);
  });

  it("draws a jump to a named task and no line to the next one", () => {
    const { edges } = layOut(flow(task("/do/0/a", { then: "c" }), task("/do/1/b"), task("/do/2/c")), none);
    expect(edges.filter((edge) => edge.kind === "jump").map((edge) => [edge.from, edge.to])).toEqual([["/do/0/a", "/do/2/c"]]);
    expect(edges.some((edge) => edge.kind === "next" && edge.from === "/do/0/a")).toBe(false);
  });

  it("offers a place for a new task before the first and behind each task", () => {
    const { slots } = layOut(flow(task("/do/0/a"), task("/do/1/b")), none);
    expect(slots.map((slot) => slot.after)).toEqual([undefined, "/do/0/a", "/do/1/b"]);
  });

  it("offers one more branch in a fork, not a task behind a branch", () => {
    const { slots } = layOut(flow(fork("/do/0/f", [task("/a")], [task("/b")])), none);
    expect(slots.map((slot) => [slot.after, slot.branch])).toEqual([[undefined, false], ["/a", true], ["/b", true], ["/do/0/f", false]]);
  });

  it("offers a place in an empty group", () => {
    const empty = task("/do/0/g", { kind: "do", groups: [{ label: "do", nodes: [] }] });
    const { boxes, slots } = layOut(flow(empty), none);
    const slot = slots.find((each) => each.parent === "/do/0/g");
    expect(boxes[0]?.shape).toBe("frame");
    expect(slot?.y).toBeGreaterThan(boxes[0]?.y ?? 0);
    expect(slot?.y).toBeLessThan((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0));
  });

  it("puts branches one below the other where there is little room", () => {
    const root = flow(fork("/do/0/f", [task("/a")], [task("/b")], [task("/c")]));
    expect(layOut(root, { ...none, stacked: true }).width).toBeLessThan(layOut(root, none).width / 2);
    expect(new Set(layOut(root, { ...none, stacked: true }).boxes.filter((box) => box.depth === 1).map((box) => box.x)).size).toBe(1);
  });

  it("lets the cases of a switch leave it one below the other", () => {
    const choice = task("/do/0/s", { kind: "switch", groups: ["b", "c"].map((then) => ({ label: then, condition: ".x", then, nodes: [] })) });
    const { edges } = layOut(flow(choice, task("/do/1/b"), task("/do/2/c")), none);
    const starts = edges.filter((edge) => edge.kind === "jump").map((edge) => edge.points[0]?.y);
    expect(new Set(starts).size).toBe(2);
  });

  it("is the same for the same outline", () => {
    expect(layOut(big(), none)).toEqual(layOut(big(), none));
  });
});
