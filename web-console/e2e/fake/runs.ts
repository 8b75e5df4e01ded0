import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";
import { orderOutline, orderText, sampleOrder } from "./flows.ts";

const STATES: Schema<"RunState">[] = ["succeeded", "succeeded", "running", "succeeded", "failed", "waiting", "succeeded", "uncertain", "cancelled", "dead", "queued", "succeeded"];

export const shippingError: Schema<"RunError"> = {
  type: "https://open-workflow-specification.org/errors/communication", title: "Shipping answered 503", status: 503, detail: "POST https://ship.example.com/shipments answered 503 Service Unavailable after 3 attempts.",
  instance: "/do/0/fulfil/fork/branches/3/ship", stepId: "s-4", advice: "The partner is overloaded. Rerun when it answers again; the test of the connection 'shipping' tells.",
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
  ["pay", "payment", "/do/0/fulfil/fork/branches/0/pay", 5, 310],
  ["reserve", "stock", "/do/0/fulfil/fork/branches/1/reserve", 6, 120],
  ["confirm", "mail", "/do/0/fulfil/fork/branches/2/confirm", 7, 95],
  ["ship", "shipping", "/do/0/fulfil/fork/branches/3/ship", 8, 1_850],
];

export function runOf(id: string): Schema<"Run"> | undefined {
  const summary = runs.find((run) => run.id === id);
  if (summary === undefined) return undefined;
  const start = Date.parse(summary.acceptedAt);
  const failed = summary.error !== undefined;
  return {
    summary, flowText: orderText, outline: orderOutline, cancelRequested: false, claims: 1, node: "node-1", idempotencyKey: summary.businessKey,
    input: { value: sampleOrder, bytes: 148, truncated: false }, output: failed ? undefined : { value: { orderId: summary.businessKey, status: "accepted" }, bytes: 48, truncated: false },
    steps: steps.map(([name, connection, ref, offset, ms], index) => ({
      id: `s-${index}`, ref, name, kind: index === 0 ? "fork" : "call", state: failed && (index === 4 || index === 0) ? "failed" : "succeeded", attempts: failed && index === 4 ? 3 : 1, connection, function: connection && "http.request:1.0.0",
      startedAt: new Date(start + offset).toISOString(), finishedAt: new Date(start + offset + ms).toISOString(), durationMs: ms, error: failed && index === 4 ? shippingError : undefined,
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
