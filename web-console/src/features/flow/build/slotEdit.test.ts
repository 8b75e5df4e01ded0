import { describe, expect, it } from "vitest";
import type { OutlineNode } from "../api";
import { layOut } from "../picture/layout";
import { editAt } from "./slotEdit";
import { TASKS } from "./snippets";

const TEXT = "do:\n  - a:\n      set: 1\n  - g:\n      do: []\n";
const node = (ref: string, name: string, kind: OutlineNode["kind"], line: number, endLine: number, groups: OutlineNode["groups"] = []): OutlineNode => ({ ref, name, kind, groups, line, endLine });
const outline = node("", "f", "flow", 1, 5, [{ label: "do", nodes: [node("/do/0/a", "a", "set", 2, 3), node("/do/1/g", "g", "do", 4, 5, [{ label: "do", nodes: [] }])] }]);
const pause = TASKS.find((task) => task.id === "pause")?.snippet ?? { name: "", lines: [] };

describe("every + of the picture", () => {
  it("leads to a place in the text of its own", () => {
    const { slots } = layOut(outline, { folded: new Set() });
    const texts = slots.map((slot) => {
      const edit = editAt(TEXT, outline, slot, pause);
      return edit === undefined ? undefined : TEXT.slice(0, edit.from) + edit.insert + TEXT.slice(edit.to);
    });
    expect(texts).toEqual([
      TEXT.replace("  - a:", "  - pause:\n      wait: {seconds: 5}\n  - a:"),
      TEXT.replace("  - g:", "  - pause:\n      wait: {seconds: 5}\n  - g:"),
      TEXT.replace("do: []", "do:\n        - pause:\n            wait: {seconds: 5}"),
      `${TEXT}  - pause:\n      wait: {seconds: 5}\n`,
    ]);
  });
});
