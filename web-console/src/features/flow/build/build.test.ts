import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { FlowProblem, OutlineNode } from "../api";
import { suggestionsFor, type Vocabulary } from "./completion";
import { diagnosticsOf } from "./diagnostics";
import { excerptOf, problemsByTask, taskAtLine } from "./outline";
import { callOf, TASKS } from "./snippets";

const words: Vocabulary = { functions: [{ call: "http.get:1.0.0@default", label: "Get" }], connections: [{ name: "shop", label: "HTTP" }], tasks: ["pay", "ship"] };
const labels = (before: string) => suggestionsFor(before, words)?.options.map((option) => option.label);
const problem = (more: Partial<FlowProblem>): FlowProblem => ({ severity: "error", code: "flow.x", message: "wrong", pointer: "", line: 1, column: 1, endLine: 1, endColumn: 2, ...more });
const node = (ref: string, line: number, endLine: number, ...nodes: OutlineNode[]): OutlineNode => ({ ref, name: ref, kind: "do", groups: nodes.length === 0 ? [] : [{ label: "do", nodes }], line, endLine });

describe("completion", () => {
  it("offers functions behind call, connections behind connection and tasks behind then", () => {
    expect(labels("      call: ht")).toContain("http.get:1.0.0@default");
    expect(labels("        connection: ")).toEqual(["shop"]);
    expect(labels("with: {connection: s")).toEqual(["shop"]);
    expect(labels("      then: ")).toEqual(["continue", "end", "exit", "pay", "ship"]);
  });

  it("offers the document's keys at the margin and keys of tasks further in", () => {
    expect(labels("us")).toContain("use");
    expect(labels("      sw")).toContain("switch");
  });

  it("replaces what is typed, not what stands before it", () => {
    expect(suggestionsFor("      call: http.g", words)?.from).toBe("      call: ".length);
  });

  it("is silent inside a value it knows nothing of", () => {
    expect(suggestionsFor("  title: What a", words)).toBeUndefined();
  });
});

describe("problems in the text", () => {
  const doc = Text.of(["document: {}", "do:", "  - a: {set: 1}"]);

  it("are underlined from their line and column", () => {
    expect(diagnosticsOf([problem({ line: 3, column: 5, endLine: 3, endColumn: 6 })], doc)).toMatchObject([{ from: 21, to: 22, severity: "error", source: "flow.x" }]);
  });

  it("fall on the end when the text has become shorter", () => {
    expect(diagnosticsOf([problem({ line: 9, column: 1, endLine: 9, endColumn: 4 })], doc)[0]?.from).toBe(doc.length);
  });
});

describe("tasks of the text", () => {
  const root = node("", 1, 9, node("/do/0/a", 2, 5, node("/do/0/a/do/0/b", 3, 4)), node("/do/1/c", 6, 9));

  it("are found by the line of the cursor, the innermost first", () => {
    expect(taskAtLine(root, 4)?.ref).toBe("/do/0/a/do/0/b");
    expect(taskAtLine(root, 5)?.ref).toBe("/do/0/a");
    expect(taskAtLine(root, 1)).toBeUndefined();
  });

  it("own the problems below them", () => {
    expect([...problemsByTask(root, [problem({ pointer: "/do/0/a/do/0/b/with" }), problem({ pointer: "/do/10/x" })])]).toEqual([["/do/0/a/do/0/b", 1]]);
  });

  it("are shown without their indentation", () => {
    expect(excerptOf("do:\n  - a:\n      set: 1\n\n", node("/a", 2, 4))).toBe("- a:\n    set: 1");
  });
});

describe("tasks to add", () => {
  it("begin with their name, so that it can be made unique", () => {
    for (const { snippet } of TASKS) expect(snippet.lines[0]).toBe(`- ${snippet.name}:`);
  });

  it("call a function with its sample input", () => {
    const choice = callOf({ id: "get", version: "1.0.0", label: "Get", inputSchema: {}, outputSchema: {}, call: "http.get:1.0.0@default", sampleInput: { url: "/a" } }, "shop");
    expect(choice.snippet.lines.join("\n")).toBe('- get:\n    call: http.get:1.0.0@default\n    with:\n      connection: shop\n      url: "/a"');
  });
});
