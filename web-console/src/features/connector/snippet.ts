import type { Schema } from "../../shared/api";

/** A task that calls the function, ready to paste under `do:`; values come from the function's sample. */
export function callSnippet(fn: Schema<"ConnectorFunction">, connection: string): string {
  const sample = typeof fn.sampleInput === "object" && fn.sampleInput !== null ? Object.entries(fn.sampleInput) : [];
  return [`- ${fn.id}:`, `    call: ${scalar(fn.call)}`, "    with:", `      connection: ${connection}`, ...sample.flatMap(([name, value]) => field(name, value, 6))].join("\n");
}

function field(name: string, value: unknown, indent: number): string[] {
  const pad = " ".repeat(indent);
  if (typeof value !== "object" || value === null) return [`${pad}${name}: ${scalar(value)}`];
  if (Array.isArray(value) || Object.keys(value).length === 0) return [`${pad}${name}: ${JSON.stringify(value)}`];
  return [`${pad}${name}:`, ...Object.entries(value).flatMap(([inner, each]) => field(inner, each, indent + 2))];
}

/** Plain where YAML reads it back as the same text, else quoted. */
function scalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const plain = /^[A-Za-z/][A-Za-z0-9 _./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value) && value.trim() === value;
  if (value.includes("\n")) return JSON.stringify(value);
  return plain ? value : `'${value.replaceAll("'", "''")}'`;
}
