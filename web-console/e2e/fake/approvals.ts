import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";

const base = { runId: "01a20a86-8a4f-76ee-a6e5-41aba2a6fe9d", stepId: "/do/0/ask", flowId: "f-1", flowName: "refund", test: false, message: "The parcel came back damaged.", choices: ["approve", "needs-changes", "reject"], assignees: ["role:builder"], escalateTo: [] } satisfies Partial<Schema<"Approval">>;

export const approvals: Schema<"Approval">[] = [
  { ...base, id: "ap-1", title: "Refund 120 € to Ada Lovelace?", details: { customer: "Ada Lovelace", amount: 120, lines: [{ sku: "lamp", qty: 1 }] }, state: "open", mine: true, createdAt: ago(20), deadline: ago(-2_860), escalateAt: ago(-220), escalateTo: ["role:owner"] },
  { ...base, id: "ap-2", title: "Ship the order before it is paid?", message: "", state: "open", mine: false, assignees: ["bob"], createdAt: ago(90) },
  { ...base, id: "ap-3", title: "Refund 15 € to Alan?", state: "decided", mine: true, createdAt: ago(300), decision: "approve", comment: "As always.", decidedBy: "ana", decidedVia: "console", decidedAt: ago(240) },
  { ...base, id: "ap-4", title: "Pay the invoice twice?", state: "expired", mine: true, createdAt: ago(3_000), decision: "reject", decidedVia: "deadline", decidedAt: ago(120) },
];

export function decided(wanted: Schema<"DecisionRequest">, by: string, via: "console" | "link"): Partial<Schema<"Approval">> {
  return { state: "decided", decision: wanted.decision, comment: wanted.comment, decidedBy: by, decidedVia: via, decidedAt: ago(0) };
}
