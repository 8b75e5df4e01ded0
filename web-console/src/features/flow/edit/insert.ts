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

/** Whether tasks stand one to a line with dashes; text can be added only there. JSON is not such a text. */
export function isBlockStyle(text: string): boolean {
  const first = text.split("\n").find((line) => line.trim() !== "" && !line.trimStart().startsWith("#") && !line.startsWith("---"));
  return first === undefined || !/^\s*[[{]/.test(first);
}

/** Puts a new task behind an existing one, with its indentation; comments and everything else stay as they are. Undefined where the list is written on one line. */
export function insertAfter(text: string, node: OutlineNode, snippet: Snippet, taken: ReadonlySet<string>): TextEdit | undefined {
  const lines = text.split("\n");
  const indent = dashAt(lines, node);
  return indent === undefined ? undefined : atLine(lines, lastLineOf(lines, node, indent) + 1, indent, snippet, taken);
}

/** Puts a new task before an existing one, above the comments that belong to that one. */
export function insertBefore(text: string, node: OutlineNode, snippet: Snippet, taken: ReadonlySet<string>): TextEdit | undefined {
  const lines = text.split("\n");
  const indent = dashAt(lines, node);
  if (indent === undefined) return undefined;
  let line = node.line;
  while (line > 1 && isCommentAt(lines[line - 2] ?? "", indent)) line -= 1;
  return atLine(lines, line, indent, snippet, taken);
}

/**
 * Puts the first task into an empty list: of the flow itself, of a group or loop (`do`), of a `try`, or of its `catch`.
 * An empty value behind the key (`[]`, `null`) is replaced; a key that is missing is added at the end of the task.
 */
export function insertInto(text: string, node: OutlineNode, group: string, snippet: Snippet, taken: ReadonlySet<string>): TextEdit | undefined {
  const lines = text.split("\n");
  const root = node.kind === "flow";
  const dash = root ? "" : dashAt(lines, node);
  if (dash === undefined) return undefined;
  const last = root ? lines.length : lastLineOf(lines, node, dash);
  const indent = root ? "" : bodyIndent(lines, node.line, last, dash);
  const keys = group === "catch" ? ["catch", "do"] : [group];
  let from = root ? 1 : node.line + 1;
  let at = indent;
  let end = last;
  for (const [depth, key] of keys.entries()) {
    const line = keyLine(lines, key, at, from, end);
    if (line === undefined) return addKeys(lines, end, at, keys.slice(depth), snippet, taken);
    if (depth === keys.length - 1) return fillKey(lines, line, at, snippet, taken);
    const rest = lines.slice(line, end);
    const until = rest.findIndex((each) => each.trim() !== "" && indentOf(each).length <= at.length);
    end = until < 0 ? end : line + until;
    from = line + 1;
    at = indentOf(lines[line] ?? "").length > at.length ? indentOf(lines[line] ?? "") : `${at}  `;
  }
  return undefined;
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
  const from = offsetOf(lines, line);
  const atEnd = before.length === lines.length;
  const insert = atEnd ? `\n${body}\n` : `${body}\n`;
  const start = atEnd ? from - 1 : from;
  return { from: start, to: start, insert, cursor: start + insert.indexOf(`- ${name}:`) + 2 };
}

/** Replaces nothing but an empty value behind the key, and goes on in the next line. */
function fillKey(lines: readonly string[], line: number, indent: string, snippet: Snippet, taken: ReadonlySet<string>): TextEdit | undefined {
  const own = lines[line - 1] ?? "";
  const parts = /^(\s*[\w"']+:)[ \t]*(?:\[\s*\]|null|~)?[ \t]*(#.*)?$/.exec(own);
  if (parts === null) return undefined;
  const head = `${parts[1] ?? ""}${parts[2] === undefined ? "" : ` ${parts[2]}`}`;
  const edit = atLine([...lines.slice(0, line - 1), head], line + 1, `${indent}  `, snippet, taken);
  const start = offsetOf(lines, line);
  const more = line < lines.length ? edit.insert.replace(/\n$/, "") : edit.insert;
  return { from: start, to: start + own.length, insert: head + more, cursor: edit.cursor };
}

function addKeys(lines: readonly string[], behind: number, indent: string, keys: readonly string[], snippet: Snippet, taken: ReadonlySet<string>): TextEdit {
  const heads = keys.map((key, depth) => `${indent}${"  ".repeat(depth)}${key}:`);
  const name = freeName(snippet.name, taken);
  const body = snippet.lines.map((each, index) => `${indent}${"  ".repeat(keys.length)}${index === 0 ? each.replace(`- ${snippet.name}:`, `- ${name}:`) : each}`);
  // A text that ends with a line break has an empty last line, which is not behind anything.
  const kept = behind === lines.length && lines.at(-1) === "" ? behind - 1 : behind;
  const atEnd = kept === lines.length;
  const from = offsetOf(lines, kept + 1) - (atEnd ? 1 : 0);
  const insert = `${atEnd ? "\n" : ""}${[...heads, ...body].join("\n")}\n`;
  return { from, to: from, insert, cursor: from + insert.indexOf(`- ${name}:`) + 2 };
}

function keyLine(lines: readonly string[], key: string, indent: string, from: number, to: number): number | undefined {
  for (let line = from; line <= to; line += 1) if (new RegExp(`^${indent}["']?${key}["']?:`).test(lines[line - 1] ?? "")) return line;
  return undefined;
}

/** Where the keys of a task stand: as its first line with something in it, else four further in than its dash. */
function bodyIndent(lines: readonly string[], line: number, last: number, dash: string): string {
  const body = lines.slice(line, last).find((each) => each.trim() !== "" && !each.trimStart().startsWith("#"));
  return body === undefined ? `${dash}    ` : indentOf(body);
}

/** The indentation of a task's dash; undefined where its line does not begin with one. */
function dashAt(lines: readonly string[], node: OutlineNode): string | undefined {
  const line = lines[node.line - 1] ?? "";
  return /^\s*- /.test(line) ? indentOf(line) : undefined;
}

function offsetOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
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
