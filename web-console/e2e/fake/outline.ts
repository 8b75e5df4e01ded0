import type { Schema } from "../../src/shared/api/types.ts";

type Outline = Schema<"OutlineNode">;
type Kind = Outline["kind"];

const KINDS: readonly Kind[] = ["for", "fork", "try", "switch", "call", "set", "raise", "wait", "run", "emit", "listen", "do"];

interface Block {
  from: number;
  to: number;
}

/** A rough outline of block-style YAML, by indentation; the server has a real parser. Also finds tasks of no known kind. */
export function readFlow(text: string): { name: string; outline: Outline; problems: Schema<"FlowProblem">[] } {
  const lines = text.split("\n");
  const problems: Schema<"FlowProblem">[] = [];
  const name = /^\s+name:\s*(\S+)/m.exec(text)?.[1] ?? "flow";
  const under = (key: string, indent: number, { from, to }: Block): Block | undefined => {
    for (let at = from; at < to; at += 1) if (new RegExp(`^ {${indent}}${key}:\\s*(#.*)?$`).test(lines[at] ?? "")) return { from: at + 1, to: endOf(at, indent, to) };
    return undefined;
  };
  const endOf = (at: number, indent: number, to: number): number => {
    let end = at + 1;
    for (let next = at + 1; next < to; next += 1) {
      const line = lines[next] ?? "";
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      if (indentOf(line) <= indent) break;
      end = next + 1;
    }
    return end;
  };
  const items = (block: Block | undefined): { name: string; rest: string; indent: number; block: Block }[] => {
    if (block === undefined) return [];
    const first = lines.slice(block.from, block.to).find((line) => line.trimStart().startsWith("- "));
    const indent = first === undefined ? 0 : indentOf(first);
    const found = [];
    for (let at = block.from; at < block.to; at += 1) {
      const item = /^( *)- ([\w-]+):\s*(.*)$/.exec(lines[at] ?? "");
      if (item !== null && (item[1] ?? "").length === indent) found.push({ name: item[2] ?? "", rest: item[3] ?? "", indent, block: { from: at, to: endOf(at, indent, block.to) } });
    }
    return found;
  };
  const tasks = (block: Block | undefined, pointer: string): Outline[] =>
    items(block).map(({ name: task, rest, indent, block: own }, index): Outline => {
      const ref = `${pointer}/${index}/${task}`;
      const inside = { from: own.from + 1, to: own.to };
      const body = lines.slice(inside.from, inside.to).filter((line) => indentOf(line) === indent + 4).map((line) => line.trim());
      const has = (key: string) => body.some((line) => line.startsWith(`${key}:`)) || new RegExp(`[{,]\\s*${key}:`).test(rest);
      const kind = KINDS.find(has);
      if (kind === undefined) problems.push({ severity: "error", code: "flow.unknown-task", message: `Cannot tell what task '${task}' does: it has none of ${KINDS.join(", ")}. Give it one.`, pointer: ref, line: own.from + 1, column: indent + 3, endLine: own.from + 1, endColumn: indent + 3 + task.length });
      const said = (key: string) => body.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1).trim() ?? new RegExp(`\\b${key}:\\s*'?([^,'}]+)`).exec(rest)?.[1];
      const then = said("then");
      const call = said("call")?.replace(/['"]|:.*/g, "");
      return {
        ref, name: task, kind: kind ?? "do", groups: groups(kind ?? "do", inside, indent + 4, ref), line: own.from + 1, endLine: own.to, conditional: has("if"),
        ...(call === undefined ? {} : { label: call, connector: call.split(".")[0] }), ...(kind !== "switch" && then !== undefined && then !== "continue" ? { then } : {}),
      };
    });
  const groups = (kind: Kind, inside: Block, indent: number, ref: string): Schema<"OutlineGroup">[] => {
    const within = (outer: string, inner: string) => {
      const block = under(outer, indent, inside);
      return block && under(inner, indent + 2, block);
    };
    switch (kind) {
      case "do":
      case "for":
        return [{ label: "do", nodes: tasks(under("do", indent, inside), `${ref}/do`) }];
      case "fork":
        return tasks(within("fork", "branches"), `${ref}/fork/branches`).map((node) => ({ label: node.name, nodes: [node] }));
      case "try":
        return [{ label: "try", nodes: tasks(under("try", indent, inside), `${ref}/try`) }, { label: "catch", nodes: tasks(within("catch", "do"), `${ref}/catch/do`) }];
      case "switch":
        return items(under("switch", indent, inside)).map(({ name: label, rest, block }) => {
          const all = [rest, ...lines.slice(block.from + 1, block.to)].join("\n");
          return { label, condition: /when:\s*'([^']+)'/.exec(all)?.[1], then: /then:\s*([\w-]+)/.exec(all)?.[1], nodes: [] };
        });
      default:
        return [];
    }
  };
  const all = { from: 0, to: lines.length };
  return { name, outline: { ref: "", name, kind: "flow", groups: [{ label: "do", nodes: tasks(under("do", 0, all), "/do") }], line: 1, endLine: lines.length }, problems };
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
