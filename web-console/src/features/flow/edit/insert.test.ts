import { describe, expect, it } from "vitest";
import type { Schema } from "../../../shared/api";
import { freeName, insertAfter, insertBefore, namesOf, type TextEdit } from "./insert";

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
const apply = (text: string, edit: TextEdit) => text.slice(0, edit.from) + edit.insert + text.slice(edit.to);

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
    expect(after.slice(edit.cursor, edit.cursor + 7)).toBe("pause3:");
    expect(freeName("pause", new Set())).toBe("pause");
  });

  it("knows the names of all tasks", () => {
    const root = { ...node("flow", 1, 1), groups: [{ label: "do", nodes: [node("a", 1, 1), { ...node("b", 1, 1), groups: [{ label: "x", nodes: [node("c", 1, 1)] }] }] }] };
    expect([...namesOf(root)].sort()).toEqual(["a", "b", "c", "flow"]);
  });
});
