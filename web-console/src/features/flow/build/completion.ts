import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { yamlLanguage } from "@codemirror/lang-yaml";

/** What the tenant has, for completion. */
export interface Vocabulary {
  /** What stands behind `call:`, with a word of explanation. */
  functions: readonly { call: string; label: string }[];
  connections: readonly { name: string; label: string }[];
  /** Names of the flow's tasks, for `then:`. */
  tasks: readonly string[];
}

const TASK_KEYS = ["call", "do", "for", "fork", "raise", "run", "set", "switch", "try", "wait"];
const SHARED_KEYS = ["if", "input", "output", "export", "timeout", "then", "metadata", "with", "catch", "while"];
const TOP_KEYS = ["document", "input", "use", "do", "timeout", "output", "schedule", "metadata"];
const INNER_KEYS = ["as", "from", "schema", "after", "each", "in", "at", "branches", "compete", "when", "errors", "retry", "delay", "backoff", "limit", "exceptWhen", "connection", "method", "endpoint", "headers", "query", "body", "error", "workflow", "seconds", "minutes", "hours", "milliseconds"];
const DIRECTIVES = ["continue", "end", "exit"];

/** What can stand at the end of a line that has been typed so far; undefined where nothing is known. */
export function suggestionsFor(before: string, words: Vocabulary): { from: number; options: Completion[] } | undefined {
  const value = /^(\s*-?\s*)(call|then|connection|reply|type|method):\s*([^\s#'"]*)$/.exec(before);
  if (value !== null) {
    const typed = value[3] ?? "";
    const options = valuesOf(value[2] ?? "", words);
    return options.length === 0 ? undefined : { from: before.length - typed.length, options };
  }
  const inline = /[{,]\s*connection:\s*([\w-]*)$/.exec(before);
  if (inline !== null) return { from: before.length - (inline[1] ?? "").length, options: connectionsOf(words) };
  const key = /^(\s*(?:-\s+)?)([A-Za-z]*)$/.exec(before);
  if (key === null) return undefined;
  const top = (key[1] ?? "") === "";
  const keys = top ? TOP_KEYS : [...TASK_KEYS, ...SHARED_KEYS, ...INNER_KEYS];
  return { from: before.length - (key[2] ?? "").length, options: keys.map((label) => ({ label, type: TASK_KEYS.includes(label) && !top ? "keyword" : "property", apply: `${label}: ` })) };
}

function valuesOf(key: string, words: Vocabulary): Completion[] {
  switch (key) {
    case "call":
      return [{ label: "http", detail: "any address", type: "function" }, ...words.functions.map(({ call, label }): Completion => ({ label: call, detail: label, type: "function" }))];
    case "then":
      return [...DIRECTIVES.map((label): Completion => ({ label, type: "keyword" })), ...words.tasks.map((label): Completion => ({ label, type: "variable", detail: "task" }))];
    case "connection":
      return connectionsOf(words);
    case "reply":
      return ["sync", "async"].map((label) => ({ label, type: "enum" }));
    case "type":
      return ["webhook", "schedule", "poll", "event", "person"].map((label) => ({ label, type: "enum" }));
    case "method":
      return ["get", "post", "put", "patch", "delete"].map((label) => ({ label, type: "enum" }));
    default:
      return [];
  }
}

function connectionsOf(words: Vocabulary): Completion[] {
  return words.connections.map(({ name, label }) => ({ label: name, detail: label, type: "constant" }));
}

/** Completion for the editor; asks for the words each time, because connections and tasks change. */
export function flowCompletion(words: () => Vocabulary): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const found = suggestionsFor(line.text.slice(0, context.pos - line.from), words());
    if (found === undefined) return null;
    const typed = context.pos - line.from - found.from;
    if (typed === 0 && !context.explicit && !/:\s*$/.test(line.text.slice(0, found.from))) return null;
    return { from: line.from + found.from, options: found.options, validFor: /^[\w.:@-]*$/ };
  };
  return yamlLanguage.data.of({ autocomplete: source });
}
