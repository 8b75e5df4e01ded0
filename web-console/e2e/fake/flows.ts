import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";
import { readFlow } from "./outline.ts";

const partner = (name: string, step: string, connection: string, path: string) => `          - ${name}:
              try:
                - ${step}:
                    call: http.request:1.0.0@default
                    with: {connection: ${connection}, method: POST, path: ${path}, body: '\${ . }'}
                    output: {as: '\${ {id: .body.id} }'}
              catch:
                as: problem
                do:
                  - ${name}Failed:
                      set: {failed: '\${ $problem.title }'}
`;

export const orderText = `# One webhook, four partners at the same time, one answer.
document:
  dsl: '1.0.3'
  namespace: acme
  name: order-intake
  version: '1.0.0'
  metadata:
    patchbay:
      trigger: {type: webhook, path: /orders, reply: sync}
do:
  # the four partners are asked at the same time
  - fulfil:
      fork:
        branches:
${partner("pay", "charge", "payment", "/charges")}${partner("reserve", "hold", "stock", "/reservations")}${partner("confirm", "mail", "mail", "/messages")}${partner("ship", "parcel", "shipping", "/shipments")}  - check:
      switch:
        - failed:
            when: '\${ [.pay, .stock, .ship] | any(.failed != null) }'
            then: compensate
        - fine:
            then: reply
  - compensate:
      do:
        - refund:
            call: http.request:1.0.0@default
            with: {connection: payment, method: POST, path: /refunds}
      then: reply
  - reply:
      set: {orderId: '\${ .order.orderId }', status: accepted}
`;

export const orderOutline = readFlow(orderText).outline;

/** A flow of more than a hundred tasks, to see what the picture does with it. */
const longText = `document:
  dsl: '1.0.3'
  namespace: acme
  name: month-end
  version: '1.0.0'
do:
${Array.from({ length: 12 }, (_, index) => `  - prepare${index + 1}:
      set: {month: '\${ .month }'}
  - book${index + 1}:
      fork:
        branches:
${partner(`ledger${index + 1}`, `post${index + 1}`, "books", "/entries")}${partner(`tax${index + 1}`, `declare${index + 1}`, "tax-office", "/declarations")}`).join("")}`;

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
  flow("f-month", "month-end", "Month end in the books", "on", "schedule", 1, 0),
  flow("f-draft", "loyalty-points", "Loyalty points", "draft", "person", 0, 0),
];

const TEXTS: Readonly<Record<string, string>> = { "f-month": longText };
const drafts = new Map<string, { text: string; version: number; changed: boolean }>();
const versions = new Map<string, Schema<"FlowVersion">[]>();

export function flowOf(id: string): Schema<"Flow"> | undefined {
  const summary = flows.find((each) => each.id === id);
  if (summary === undefined) return undefined;
  const { name, title, state, trigger, publishedVersion, hasDraftChanges, updatedAt } = summary;
  const text = drafts.get(id)?.text ?? TEXTS[id] ?? orderText.replace("order-intake", name);
  const { outline, problems } = readFlow(text);
  return { id, name, title, state, trigger, publishedVersion, hasDraftChanges, updatedAt, namespace: "acme", draft: text, publishedText: versionsOf(id)[0]?.text, outline, problems, sampleInput: sampleOrder, createdAt: ago(90_000), updatedBy: "Ana Kovač" };
}

export const etagOf = (id: string) => `"${drafts.get(id)?.version ?? 1}"`;

export function addFlow(text: string): string {
  const { name } = readFlow(text);
  const id = `f-${flows.length + 1}-${name}`;
  flows.unshift({ id, name, title: undefined, state: "draft", trigger: /trigger:\s*\{?\s*(?:type:\s*)?webhook/.test(text) ? "webhook" : "person", publishedVersion: undefined, hasDraftChanges: true, updatedAt: new Date().toISOString(), runs24h: 0, failed24h: 0 });
  drafts.set(id, { text, version: 1, changed: true });
  return id;
}

/** Every change makes a new version of the record, as on the server. */
export function change(id: string, more: Partial<Schema<"FlowSummary">>, text?: string): void {
  const summary = flows.find((each) => each.id === id);
  const now = drafts.get(id);
  drafts.set(id, { text: text ?? flowOf(id)?.draft ?? "", version: (now?.version ?? 1) + 1, changed: true });
  if (summary !== undefined) Object.assign(summary, { updatedAt: new Date().toISOString(), ...more });
}

export function versionsOf(id: string): Schema<"FlowVersion">[] {
  const known = versions.get(id);
  if (known !== undefined) return known;
  const summary = flows.find((each) => each.id === id);
  const newest = summary?.publishedVersion ?? 0;
  const text = TEXTS[id] ?? orderText.replace("order-intake", summary?.name ?? "");
  const made = Array.from({ length: newest }, (_, index): Schema<"FlowVersion"> => ({ number: newest - index, published: index === 0, createdAt: ago(300 + index * 2_000), createdBy: index % 2 === 0 ? "Ana Kovač" : "Ben Ode", note: index === 0 ? "Ship through the new carrier" : index === 1 ? "First answer in one reply" : undefined, text: index === 0 ? text : text.replaceAll("/shipments", "/parcels").replace("status: accepted", "status: taken") }));
  versions.set(id, made);
  return made;
}

export function publish(id: string, note: string | undefined): void {
  const flow = flowOf(id);
  const made = versionsOf(id);
  for (const version of made) version.published = false;
  const number = (made[0]?.number ?? 0) + 1;
  made.unshift({ number, published: true, note, createdAt: new Date().toISOString(), createdBy: "Ana Kovač", text: flow?.draft ?? "" });
  change(id, { publishedVersion: number, hasDraftChanges: false, state: flow?.state === "draft" ? "off" : flow?.state });
}

export function triggerOf(id: string, host: string): Schema<"TriggerView"> | undefined {
  const flow = flowOf(id);
  if (flow === undefined) return undefined;
  const enabled = flow.state === "on";
  const advice = enabled ? undefined : "The flow is off. Turn it on and its trigger starts runs.";
  if (flow.trigger === "schedule") return { kind: "schedule", enabled, advice, scheduleWords: "Every weekday at 02:30", timeZone: "Europe/Berlin", nextTimes: Array.from({ length: 5 }, (_, index) => ago(-1_440 * (index + 1))) };
  if (flow.trigger === "poll") return { kind: "poll", enabled, advice, scheduleWords: "Every 5 minutes", nextTimes: [ago(-4), ago(-9)], connection: "crm", function: "example.contactChanged:1.0.0@default" };
  if (flow.trigger === "person") return { kind: "person", enabled, advice, nextTimes: [] };
  const url = `http://${host}/hooks/acme/${flow.name}`;
  return { kind: "webhook", enabled, advice, url, method: "POST", reply: "sync", secretSet: false, idempotencyKey: ".orderId", nextTimes: [], curl: `curl -sS -X POST '${url}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(sampleOrder)}'` };
}
