import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";
import { flowOf, orderOutline, orderText, sampleOrder } from "./flows.ts";

const STATES: Schema<"RunState">[] = ["succeeded", "succeeded", "running", "succeeded", "failed", "waiting", "succeeded", "uncertain", "cancelled", "dead", "queued", "succeeded"];

export const shippingError: Schema<"RunError"> = {
  type: "https://open-workflow-specification.org/errors/communication", title: "Shipping answered 503", status: 503, detail: "POST https://ship.example.com/shipments answered 503 Service Unavailable after 3 attempts.",
  instance: "/do/0/fulfil/fork/branches/3/ship/try/0/parcel", stepId: "s-8", advice: "The partner is overloaded. Rerun when it answers again; the test of the connection 'shipping' tells.",
};

export const runs: Schema<"RunSummary">[] = Array.from({ length: 130 }, (_, index) => {
  const state = STATES[index % STATES.length] ?? "succeeded";
  const over = state === "succeeded" || state === "failed" || state === "cancelled" || state === "dead";
  const crm = index % 5 === 3;
  return {
    id: `0193594a-${String(index).padStart(4, "0")}-7c3e-8f00-0123456789ab`, flowId: crm ? "f-crm" : "f-order", flowName: crm ? "crm-sync" : "order-intake", flowVersion: 7, state, trigger: crm ? "poll" : "webhook", test: index % 17 === 9,
    businessKey: crm ? undefined : `A-${1_001 + index}`, acceptedAt: ago(index * 3), startedAt: state === "queued" ? undefined : ago(index * 3), finishedAt: over ? ago(index * 3 - 0.02) : undefined, durationMs: over ? 420 + ((index * 137) % 4_000) : undefined, error: state === "failed" || state === "dead" ? shippingError : undefined,
  };
});

const steps: [name: string, connection: string | undefined, ref: string, offset: number, ms: number][] = [
  ["fulfil", undefined, "/do/0/fulfil", 0, 1_900],
  ...[["pay", "charge", "payment", 310], ["reserve", "hold", "stock", 120], ["confirm", "mail", "mail", 95], ["ship", "parcel", "shipping", 1_850]].flatMap(([branch, step, connection, ms], index): [string, string | undefined, string, number, number][] => [
    [String(branch), undefined, `/do/0/fulfil/fork/branches/${index}/${branch}`, 5 + index, Number(ms) + 8],
    [String(step), String(connection), `/do/0/fulfil/fork/branches/${index}/${branch}/try/0/${step}`, 8 + index, Number(ms)],
  ]),
];
const FAILING = new Set(["fulfil", "ship", "parcel"]);

/** Runs that were started while the fake runs; each task takes a moment, so that the picture can be seen moving. */
const started = new Map<string, { summary: Schema<"RunSummary">; begin: number; flowId: string; input: unknown }>();
const STEP_MS = 250;

export function startRun(flowId: string, input: unknown, test: boolean, trigger: Schema<"TriggerKind"> = "person"): Schema<"RunSummary"> {
  const flow = flowOf(flowId);
  const summary: Schema<"RunSummary"> = { id: `01935a00-${String(started.size).padStart(4, "0")}-7c3e-8f00-00000000beef`, flowId, flowName: flow?.name ?? "", flowVersion: test ? undefined : flow?.publishedVersion, state: "running", trigger, test, businessKey: test ? undefined : (input as { orderId?: string } | undefined)?.orderId, acceptedAt: new Date().toISOString(), startedAt: new Date().toISOString() };
  started.set(summary.id, { summary, begin: Date.now(), flowId, input });
  runs.unshift(summary);
  return summary;
}

function progress(id: string): Schema<"Run"> | undefined {
  const run = started.get(id);
  const flow = run && flowOf(run.flowId);
  if (run === undefined || flow?.outline === undefined) return undefined;
  const elapsed = Date.now() - run.begin;
  const done: Schema<"Step">[] = [];
  const at = (ms: number) => new Date(run.begin + ms).toISOString();
  const step = (node: Schema<"OutlineNode">, from: number): number => {
    if (elapsed < from) return from;
    const place = done.push({ id: `s-${done.length}`, ref: node.ref, name: node.name, kind: node.kind, state: "running", attempts: 1, connection: /connection: ([\w-]+)/.exec(flow.draft.split("\n").slice(node.line - 1, node.endLine).join(" "))?.[1], startedAt: at(from) }) - 1;
    const taken = node.groups.filter((group) => group.label !== "catch");
    const end = Math.max(from + STEP_MS, ...taken.map((group) => list(group.nodes, from + 20)));
    const own = done[place];
    if (own !== undefined && node.groups.length > 0) own.connection = undefined;
    if (own !== undefined && elapsed >= end) Object.assign(own, { state: "succeeded", finishedAt: at(end), durationMs: end - from });
    return end;
  };
  const list = (nodes: readonly Schema<"OutlineNode">[], from: number): number => nodes.filter((node) => node.name !== "compensate").reduce((begin, node) => step(node, begin), from);
  const end = list(flow.outline.groups[0]?.nodes ?? [], 0);
  const over = elapsed >= end;
  if (over) Object.assign(run.summary, { state: "succeeded", finishedAt: at(end), durationMs: end });
  return { summary: run.summary, flowText: flow.draft, outline: flow.outline, cancelRequested: false, claims: 1, input: { value: run.input, bytes: 148, truncated: false }, output: over ? { value: { orderId: "A-1001", status: "accepted" }, bytes: 48, truncated: false } : undefined, steps: done };
}

export function runOf(id: string): Schema<"Run"> | undefined {
  const live = progress(id);
  if (live !== undefined) return live;
  const summary = runs.find((run) => run.id === id);
  if (summary === undefined) return undefined;
  const start = Date.parse(summary.acceptedAt);
  const failed = summary.error !== undefined;
  return {
    summary, flowText: orderText, outline: orderOutline, cancelRequested: false, claims: 1, node: "node-1", idempotencyKey: summary.businessKey,
    input: { value: sampleOrder, bytes: 148, truncated: false }, output: failed ? undefined : { value: { orderId: summary.businessKey, status: "accepted" }, bytes: 48, truncated: false },
    steps: steps.map(([name, connection, ref, offset, ms], index) => ({
      id: `s-${index}`, ref, name, kind: index === 0 ? "fork" : connection === undefined ? "try" : "call", state: failed && FAILING.has(name) ? "failed" : summary.state === "uncertain" && name === "charge" ? "uncertain" : "succeeded", attempts: failed && name === "parcel" ? 3 : 1, connection, function: connection && "http.request:1.0.0",
      startedAt: new Date(start + offset).toISOString(), finishedAt: new Date(start + offset + ms).toISOString(), durationMs: ms, error: failed && name === "parcel" ? shippingError : undefined,
    })),
  };
}

export function stepOf(runId: string, stepId: string): Schema<"StepDetail"> | undefined {
  const step = runOf(runId)?.steps.find((each) => each.id === stepId);
  if (step === undefined) return undefined;
  return {
    step, input: { value: { method: "POST", path: "/shipments", body: sampleOrder }, bytes: 180, truncated: false }, output: step.error ? undefined : { value: { status: 201, body: { id: "ch_1" } }, bytes: 40, truncated: false }, effect: "keyed", idempotencyKey: `${runId}${step.ref}`,
    attempts: Array.from({ length: step.attempts }, (_, index) => ({ number: index + 1, startedAt: step.startedAt, finishedAt: step.finishedAt, state: step.state, error: step.error })),
    exchanges: step.connection === undefined ? [] : [{ attempt: 1, method: "POST", url: `https://${step.connection}.example.com/x`, status: step.error ? 503 : 201, startedAt: step.startedAt, durationMs: step.durationMs ?? 0, requestHeaders: [{ name: "Authorization", value: "•••" }, { name: "Content-Type", value: "application/json" }], requestBody: JSON.stringify(sampleOrder), responseHeaders: [{ name: "Content-Type", value: "application/json" }], responseBody: step.error ? '{"error":"overloaded"}' : '{"id":"ch_1"}' }],
  };
}
