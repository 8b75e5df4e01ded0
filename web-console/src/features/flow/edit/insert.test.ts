import { describe, expect, it } from "vitest";
import type { Schema } from "../../../shared/api";
import { freeName, insertAfter, insertBefore, insertInto, isBlockStyle, namesOf, type TextEdit } from "./insert";

const TEXT = `document: {dsl: '1.0.3', namespace: a, name: b, version: '1.0.0'}
do:
  - first: # says hello
      set:
        greeting: hello

  # about the second
  - second:
      fork:
        branches:
          - left:
              set: {a: 1}
`;

const node = (name: string, line: number, endLine: number): Schema<"OutlineNode"> => ({ ref: `/${name}`, name, kind: "set", groups: [], line, endLine });
const wait = { name: "pause", lines: ["- pause:", "    wait: {seconds: 5}"] };
const apply = (text: string, edit: TextEdit | undefined) => (edit === undefined ? "no edit" : text.slice(0, edit.from) + edit.insert + text.slice(edit.to));

describe("inserting a task", () => {
  it("goes behind the task and above the comment of the next one", () => {
    const edit = insertAfter(TEXT, node("first", 3, 7), wait, new Set());
    expect(apply(TEXT, edit)).toBe(TEXT.replace("greeting: hello\n", "greeting: hello\n  - pause:\n      wait: {seconds: 5}\n"));
  });

  it("takes the indentation of the branch", () => {
    const edit = insertAfter(TEXT, node("left", 11, 12), wait, new Set());
    expect(apply(TEXT, edit)).toBe(`${TEXT}          - pause:\n              wait: {seconds: 5}\n`);
  });

  it("goes before a task together with its comment", () => {
    const edit = insertBefore(TEXT, node("second", 8, 12), wait, new Set());
    expect(apply(TEXT, edit)).toBe(TEXT.replace("  # about the second", "  - pause:\n      wait: {seconds: 5}\n  # about the second"));
  });

  it("works at the end of a text without a last line break", () => {
    const text = "do:\n  - a:\n      set: {x: 1}";
    expect(apply(text, insertAfter(text, node("a", 2, 3), wait, new Set()))).toBe(`${text}\n  - pause:\n      wait: {seconds: 5}\n`);
  });

  it("gives the task a name of its own and puts the cursor on it", () => {
    const edit = insertAfter(TEXT, node("first", 3, 5), wait, new Set(["pause", "pause2"]));
    const after = apply(TEXT, edit);
    expect(after.slice(edit?.cursor, (edit?.cursor ?? 0) + 7)).toBe("pause3:");
    expect(freeName("pause", new Set())).toBe("pause");
  });

  it("knows the names of all tasks", () => {
    const root = { ...node("flow", 1, 1), groups: [{ label: "do", nodes: [node("a", 1, 1), { ...node("b", 1, 1), groups: [{ label: "x", nodes: [node("c", 1, 1)] }] }] }] };
    expect([...namesOf(root)].sort()).toEqual(["a", "b", "c", "flow"]);
  });
});

describe("inserting the first task", () => {
  const root = (text: string): Schema<"OutlineNode"> => ({ ...node("flow", 1, text.split("\n").length), ref: "", kind: "flow", groups: [{ label: "do", nodes: [] }] });
  const into = (text: string, of: Schema<"OutlineNode">, group = "do") => {
    const edit = insertInto(text, of, group, wait, new Set());
    const after = apply(text, edit);
    if (edit !== undefined) expect(after.slice(edit.cursor, edit.cursor + 6)).toBe("pause:");
    return after;
  };

  it("fills the flow's own empty list", () => {
    for (const empty of ["do:", "do: []", "do: null", "do:   "]) expect(into(`document: {}\n${empty}\n`, root("a\nb\n"))).toBe("document: {}\ndo:\n  - pause:\n      wait: {seconds: 5}\n");
    expect(into("do: [] # none yet\ntimeout: {}\n", root("a\nb\n"))).toBe("do: # none yet\n  - pause:\n      wait: {seconds: 5}\ntimeout: {}\n");
  });

  it("adds the list where there is none", () => {
    expect(into("document: {}\n", root("a\n"))).toBe("document: {}\ndo:\n  - pause:\n      wait: {seconds: 5}\n");
    expect(into("document: {}", root("a"))).toBe("document: {}\ndo:\n  - pause:\n      wait: {seconds: 5}\n");
  });

  it("fills an empty group and leaves what stands behind it", () => {
    const text = "do:\n  - all:\n      do: []\n      then: end\n  - b:\n      set: 1\n";
    expect(into(text, { ...node("all", 2, 4), kind: "do" })).toBe("do:\n  - all:\n      do:\n        - pause:\n            wait: {seconds: 5}\n      then: end\n  - b:\n      set: 1\n");
  });

  it("gives a catch its list, or a try its catch", () => {
    const retried = "do:\n  - t:\n      try:\n        - a:\n            set: 1\n      catch:\n        as: problem\n  - b:\n      set: 1\n";
    expect(into(retried, { ...node("t", 2, 7), kind: "try" }, "catch")).toBe(retried.replace("as: problem\n", "as: problem\n        do:\n          - pause:\n              wait: {seconds: 5}\n"));
    const bare = "do:\n  - t:\n      try:\n        - a:\n            set: 1\n";
    expect(into(bare, { ...node("t", 2, 5), kind: "try" }, "catch")).toBe(`${bare}      catch:\n        do:\n          - pause:\n              wait: {seconds: 5}\n`);
  });

  it("does nothing in a list that is written on one line, and in JSON", () => {
    const line = "do: [{a: {do: []}}]\n";
    expect(into(line, { ...node("a", 1, 1), kind: "do" })).toBe("no edit");
    expect(insertAfter(line, node("a", 1, 1), wait, new Set())).toBeUndefined();
    expect(isBlockStyle('# c\n{"do": []}')).toBe(false);
    expect(isBlockStyle(TEXT)).toBe(true);
  });
});
