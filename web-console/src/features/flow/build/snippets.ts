import type { Schema } from "../../../shared/api";
import type { Snippet } from "../edit/insert";

export interface Choice {
  id: string;
  label: string;
  help: string;
  snippet: Snippet;
}

const make = (name: string, label: string, help: string, ...body: string[]): Choice => ({ id: name, label, help, snippet: { name, lines: [`- ${name}:`, ...body.map((line) => `    ${line}`)] } });

/** Tasks of the language that can be added anywhere. */
export const TASKS: readonly Choice[] = [
  make("set", "Set values", "Builds the value that goes on to the next task.", "set:", "  value: '${ . }'"),
  make("request", "HTTP request", "Calls an address without a connection.", "call: http", "with:", "  method: get", "  endpoint: https://api.example.org/items"),
  make("decide", "Switch", "Goes on elsewhere, depending on a condition.", "switch:", "  - yes:", "      when: '${ .ok == true }'", "      then: continue", "  - otherwise:", "      then: end"),
  make("together", "In parallel", "Runs branches at the same time and waits for all.", "fork:", "  branches:", "    - first:", "        set: {a: 1}", "    - second:", "        set: {b: 2}"),
  make("each", "For each", "Does the same for every item of a list.", "for: {each: item, in: '${ .items }'}", "do:", "  - one:", "      set: '${ . }'"),
  make("guard", "Try and catch", "Handles what can fail, or tries again.", "try:", "  - attempt:", "      set: '${ . }'", "catch:", "  as: problem", "  do:", "    - handle:", "        set: {failed: '${ $problem.title }'}"),
  make("pause", "Wait", "Waits for a time; costs nothing meanwhile.", "wait: {seconds: 5}"),
  make("fail", "Raise an error", "Ends the flow with an error, or jumps to the catch around it.", "raise:", "  error:", "    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation", "    status: 400", "    title: What is wrong"),
  make("another", "Run a flow", "Runs another flow and waits for its output.", "run:", "  workflow: {namespace: default, name: other-flow, version: '1.0.0'}"),
];

/** A call of a connector's function, with its sample input. */
export function callOf(fn: Schema<"ConnectorFunction">, connection: string): Choice {
  const name = fn.id.replace(/[^A-Za-z0-9]/g, "");
  const input = Object.entries((fn.sampleInput as Record<string, unknown> | undefined) ?? {}).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return make(name, fn.label, fn.help ?? "", `call: ${fn.call}`, "with:", `  connection: ${connection}`, ...input);
}
