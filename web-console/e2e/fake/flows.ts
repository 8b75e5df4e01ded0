import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";

type Outline = Schema<"OutlineNode">;

const node = (ref: string, name: string, kind: Outline["kind"], line: number, more: Partial<Outline> = {}): Outline => ({ ref, name, kind, groups: [], line, endLine: line + 2, ...more });

export const orderText = `document:
  dsl: '1.0.3'
  namespace: acme
  name: order-intake
  version: '1.0.0'
  metadata:
    patchbay: {trigger: {type: webhook, path: /orders, reply: sync}}
do:
  # the four partners are asked at the same time
  - fulfil:
      fork:
        branches:
          - pay: {call: 'http.request:1.0.0@default', with: {connection: payment, method: POST, path: /charges}}
          - reserve: {call: 'http.request:1.0.0@default', with: {connection: stock, method: POST, path: /reservations}}
          - confirm: {call: 'http.request:1.0.0@default', with: {connection: mail, method: POST, path: /messages}}
          - ship: {call: 'http.request:1.0.0@default', with: {connection: shipping, method: POST, path: /shipments}}
  - check:
      switch:
        - failed: {when: '\${ [.pay, .stock, .ship] | any(.failed != null) }', then: compensate}
        - fine: {then: reply}
  - compensate:
      do:
        - refund: {call: 'http.request:1.0.0@default', with: {connection: payment, method: POST, path: /refunds}}
      then: reply
  - reply:
      set: {orderId: '\${ .order.orderId }', status: accepted}
`;

const branch = (name: string, connection: string, line: number): Schema<"OutlineGroup"> => ({ label: name, nodes: [node(`/do/0/fulfil/fork/branches/${line - 13}/${name}`, name, "call", line, { label: `http.request → ${connection}`, connector: "http", endLine: line })] });

export const orderOutline: Outline = node("", "order-intake", "flow", 1, {
  endLine: 28,
  groups: [
    {
      label: "do",
      nodes: [
        node("/do/0/fulfil", "fulfil", "fork", 10, { endLine: 16, groups: [branch("pay", "payment", 13), branch("reserve", "stock", 14), branch("confirm", "mail", 15), branch("ship", "shipping", 16)] }),
        node("/do/1/check", "check", "switch", 17, { endLine: 20, groups: [{ label: "failed", condition: "[.pay, .stock, .ship] | any(.failed != null)", then: "compensate", nodes: [] }, { label: "fine", then: "reply", nodes: [] }] }),
        node("/do/2/compensate", "compensate", "do", 21, { endLine: 24, then: "reply", groups: [{ label: "do", nodes: [node("/do/2/compensate/do/0/refund", "refund", "call", 23, { label: "http.request → payment", connector: "http", endLine: 23 })] }] }),
        node("/do/3/reply", "reply", "set", 25, { label: "orderId, status", endLine: 26 }),
      ],
    },
  ],
});

export const sampleOrder = { orderId: "A-1001", total: 129.9, currency: "EUR", email: "ada@example.com", lines: [{ sku: "red-shoe", quantity: 1 }] };

const template = (id: string, title: string, summary: string, industry: string, connections: [name: string, purpose: string][]): Schema<"Template"> => ({
  id, title, summary, industry, flowText: orderText, outline: orderOutline, sampleInput: sampleOrder, connections: connections.map(([name, purpose]) => ({ name, connector: "http", purpose })),
});

export const templates: Schema<"Template">[] = [
  template("order", "Order to four partners", "One webhook; payment, stock, confirmation and shipping at the same time; the answer in one reply. Pays back when shipping fails.", "E-commerce", [["payment", "Charges the card"], ["stock", "Reserves the goods"], ["mail", "Sends the confirmation"], ["shipping", "Books the parcel"]]),
  template("travel-search", "Travel search", "Asks several suppliers at once and gathers the best offers within a deadline; partial answers are marked.", "Travel", [["flights", "Flight suppliers"], ["hotels", "Hotel suppliers"]]),
  template("bank-push", "Bank transaction to mobile app", "Pushes each transaction to the customer's devices in real time.", "Banking", [["profile", "Finds the devices"], ["push", "Sends the notification"]]),
  template("lab-result", "Laboratory result", "Takes a result over FHIR from the laboratory into the hospital's record.", "Health care", [["fhir", "The hospital's FHIR server"]]),
  template("parcel-tracking", "Parcel tracking", "Follows parcels over two carriers and tells when one is late.", "Logistics", [["carrier-a", "First carrier"], ["carrier-b", "Second carrier"]]),
];

const flow = (id: string, name: string, title: string, state: Schema<"FlowState">, trigger: Schema<"TriggerKind">, runs24h: number, failed24h: number): Schema<"FlowSummary"> => ({
  id, name, title, state, trigger, publishedVersion: state === "draft" ? undefined : 7, hasDraftChanges: state === "draft", updatedAt: ago(runs24h + 5), runs24h, failed24h,
});

export const flows: Schema<"FlowSummary">[] = [
  flow("f-order", "order-intake", "Order to four partners", "on", "webhook", 4_212, 61),
  flow("f-crm", "crm-sync", "Contacts from the CRM", "on", "poll", 288, 240),
  flow("f-refund", "refund-on-return", "Refund when goods come back", "on", "webhook", 37, 0),
  flow("f-report", "nightly-report", "Nightly sales report", "off", "schedule", 0, 0),
  flow("f-draft", "loyalty-points", "Loyalty points", "draft", "person", 0, 0),
];

export function flowOf(id: string): Schema<"Flow"> | undefined {
  const summary = flows.find((each) => each.id === id);
  if (summary === undefined) return undefined;
  const { name, title, state, trigger, publishedVersion, hasDraftChanges, updatedAt } = summary;
  return { id, name, title, state, trigger, publishedVersion, hasDraftChanges, updatedAt, namespace: "acme", draft: orderText, publishedText: orderText, outline: orderOutline, problems: [], sampleInput: sampleOrder, createdAt: ago(90_000), updatedBy: "Ana Kovač" };
}
