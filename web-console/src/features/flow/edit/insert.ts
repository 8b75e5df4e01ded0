import type { Schema } from "../../../shared/api";

type OutlineNode = Schema<"OutlineNode">;

/** A change of the text that an editor can apply and undo; offsets count from 0. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  /** Where the cursor goes afterwards. */
  cursor: number;
}

/** A task as YAML lines without indentation, beginning with `- name:`. */
export interface Snippet {
  name: string;
  lines: readonly string[];
}

/** Puts a new task behind an existing one, with its indentation; comments and everything else stay as they are. */
export function insertAfter(text: string, node: OutlineNode, snippet: Snippet, taken: ReadonlySet<string>): TextEdit {
  const lines = text.split("\n");
  const indent = indentOf(lines[node.line - 1] ?? "");
  return atLine(lines, lastLineOf(lines, node, indent) + 1, indent, snippet, taken);
}

/** Puts a new task before an existing one, above the comments that belong to that one. */
export function insertBefore(text: string, node: OutlineNode, snippet: Snippet, taken: ReadonlySet<string>): TextEdit {
  const lines = text.split("\n");
  const indent = indentOf(lines[node.line - 1] ?? "");
  let line = node.line;
  while (line > 1 && isCommentAt(lines[line - 2] ?? "", indent)) line -= 1;
  return atLine(lines, line, indent, snippet, taken);
}

/** A name that no other task has: the given one, or with a number behind it. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${wanted}${number}`)) return `${wanted}${number}`;
  }
}

/** All names of an outline. */
export function namesOf(node: OutlineNode): Set<string> {
  const names = new Set([node.name]);
  for (const group of node.groups) for (const child of group.nodes) for (const name of namesOf(child)) names.add(name);
  return names;
}

function atLine(lines: readonly string[], line: number, indent: string, snippet: Snippet, taken: ReadonlySet<string>): TextEdit {
  const name = freeName(snippet.name, taken);
  const body = snippet.lines.map((each, index) => indent + (index === 0 ? each.replace(`- ${snippet.name}:`, `- ${name}:`) : each)).join("\n");
  const before = lines.slice(0, line - 1);
  const from = before.reduce((sum, each) => sum + each.length + 1, 0);
  const atEnd = before.length === lines.length;
  const insert = atEnd ? `\n${body}\n` : `${body}\n`;
  const start = atEnd ? from - 1 : from;
  return { from: start, to: start, insert, cursor: start + insert.indexOf(`- ${name}:`) + 2 };
}

/** The task's last line of its own; blank lines and comments behind it that stand further out belong to what follows. */
function lastLineOf(lines: readonly string[], node: OutlineNode, indent: string): number {
  let last = Math.min(node.endLine, lines.length);
  while (last > node.line && belongsToNext(lines[last - 1] ?? "", indent)) last -= 1;
  return last;
}

function belongsToNext(line: string, indent: string): boolean {
  return line.trim() === "" || isCommentAt(line, indent);
}

function isCommentAt(line: string, indent: string): boolean {
  return line.trimStart().startsWith("#") && indentOf(line).length <= indent.length;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}
