import type { Schema } from "../../src/shared/api/types.ts";

/** Times are relative to the start of the fake, so that pictures stay alike. */
const START = Date.now();
export const ago = (minutes: number) => new Date(START - minutes * 60_000).toISOString();

const ALL = ["tenant.read", "run.read", "approval.read", "approval.decide", "flow.read", "connection.read", "member.read", "audit.read", "flow.write", "flow.publish", "run.start", "connection.write", "tenant.write", "member.write"];
const READ = ALL.filter((permission) => permission.endsWith(".read"));

export const memberships: Schema<"TenantMembership">[] = [
  { slug: "acme", name: "Acme Retail", environment: "production", role: "owner", timeZone: "Europe/Berlin", permissions: ALL },
  { slug: "acme-test", name: "Acme Retail", environment: "test", role: "builder", timeZone: "Europe/Berlin", permissions: [...READ, "flow.write", "flow.publish", "run.start", "connection.write"] },
  { slug: "fresh", name: "Fresh Tenant", environment: "sandbox", role: "owner", timeZone: "America/New_York", permissions: ALL },
  { slug: "northwind", name: "Northwind Clinics", environment: "staging", role: "viewer", timeZone: "Europe/London", permissions: READ },
];

export const tenants: Schema<"Tenant">[] = [
  { slug: "acme", name: "Acme Retail", environment: "production", timeZone: "Europe/Berlin", runRetentionDays: 90, state: "active", createdAt: ago(200_000), members: 7, flows: 14, role: "owner" },
  { slug: "acme-test", name: "Acme Retail", environment: "test", timeZone: "Europe/Berlin", runRetentionDays: 14, state: "active", createdAt: ago(190_000), members: 7, flows: 22, role: "builder" },
  { slug: "fresh", name: "Fresh Tenant", environment: "sandbox", timeZone: "America/New_York", runRetentionDays: 30, state: "active", createdAt: ago(30), members: 1, flows: 0, role: "owner" },
  { slug: "northwind", name: "Northwind Clinics", environment: "staging", timeZone: "Europe/London", runRetentionDays: 30, state: "active", createdAt: ago(90_000), members: 12, flows: 5, role: "viewer" },
  { slug: "old-parcel", name: "Old Parcel Company", environment: "production", timeZone: "UTC", runRetentionDays: 30, state: "suspended", createdAt: ago(400_000), members: 2, flows: 3 },
];

const text = (label: string, order: number, more: object = {}) => ({ type: "string", title: label, "x-patchbay": { order, ...more } });

export const connectors: Schema<"Connector">[] = [
  {
    id: "http", label: "HTTP", help: "Any REST API: one request, answer as JSON or text.", version: "1.0.0", pluginId: "http", checkable: true,
    connectionKinds: [
      { id: "none", label: "No sign-in", help: "For APIs that are open to everybody.", settingsSchema: { type: "object", required: ["baseUrl"], properties: { baseUrl: { ...text("Base address", 1, { sample: "https://api.example.com" }), format: "uri", description: "Calls may give a path below it." } } } },
      { id: "basic", label: "User name and password", settingsSchema: { type: "object", required: ["baseUrl", "username", "password"], properties: { baseUrl: { ...text("Base address", 1, { sample: "https://api.example.com" }), format: "uri" }, username: text("User name", 2), password: text("Password", 3, { secret: true }) } } },
      { id: "api-key", label: "API key", settingsSchema: { type: "object", required: ["baseUrl", "key"], properties: { baseUrl: { ...text("Base address", 1, { sample: "https://api.example.com" }), format: "uri" }, key: text("Key", 2, { secret: true }), placement: { enum: ["header", "query"], default: "header", title: "Send it in", "x-patchbay": { order: 3 } }, name: { ...text("Name of the header or parameter", 4), default: "X-API-Key" }, headers: { type: "object", additionalProperties: { type: "string" }, title: "More headers", "x-patchbay": { order: 5 } } } } },
      { id: "oauth2", label: "OAuth 2 client credentials", settingsSchema: { type: "object", required: ["baseUrl", "tokenUrl", "clientId", "clientSecret"], properties: { baseUrl: { ...text("Base address", 1), format: "uri" }, tokenUrl: { ...text("Token URL", 2), format: "uri" }, clientId: text("Client id", 3), clientSecret: text("Client secret", 4, { secret: true }), scopes: { type: "array", items: { type: "string" }, title: "Scopes", "x-patchbay": { order: 5 } } } } },
    ],
    actions: [
      {
        id: "get", version: "1.0.0", label: "Get", help: "Reads; safe to repeat.", effect: "read", call: "http.get:1.0.0@default",
        inputSchema: { type: "object", required: ["path"], properties: { path: { ...text("Path", 1, { sample: "/orders/4711" }), description: "Below the connection's base address." }, query: { type: "object", additionalProperties: { type: "string" }, title: "Query parameters" } } },
        outputSchema: { type: "object", properties: { status: { type: "integer", title: "Status" }, headers: { type: "object" }, body: { title: "Body", description: "Parsed when it is JSON" } } },
        sampleInput: { path: "/orders/4711" }, sampleOutput: { status: 200, body: { id: "4711", total: 129.9 } },
      },
      {
        id: "request", version: "1.0.0", label: "Request", help: "Sends any method with a body. Sends the run's key as Idempotency-Key.", effect: "keyed", call: "http.request:1.0.0@default",
        inputSchema: { type: "object", required: ["method", "path"], properties: { method: { enum: ["POST", "PUT", "PATCH", "DELETE"], title: "Method" }, path: text("Path", 2), body: { title: "Body", description: "Any JSON" }, expect: { type: "array", items: { type: "integer" }, title: "Expected status" } } },
        outputSchema: { type: "object", properties: { status: { type: "integer" }, body: {} } }, sampleInput: { method: "POST", path: "/orders", body: { id: "4711" } }, sampleOutput: { status: 201, body: { id: "4711" } },
      },
    ],
    pollingTriggers: [], webhookTriggers: [],
  },
  {
    id: "example", label: "Example CRM", help: "The teaching connector: contacts and messages of the sandbox's CRM.", version: "1.1.0", pluginId: "example", checkable: true,
    connectionKinds: [{ id: "apiKey", label: "API key", settingsSchema: { type: "object", required: ["baseUrl", "apiKey"], properties: { baseUrl: { ...text("Address of the CRM", 1, { sample: "https://crm.example.com" }), format: "uri" }, apiKey: text("API key", 2, { secret: true }), timeoutSeconds: { type: "integer", minimum: 1, maximum: 60, default: 10, title: "Time limit in seconds", "x-patchbay": { order: 3 } } } } }],
    actions: [
      { id: "findContact", version: "1.0.0", label: "Find contact", help: "Looks a contact up by its id.", effect: "read", call: "example.findContact:1.0.0@default", inputSchema: { type: "object", required: ["id"], properties: { id: text("Contact id", 1, { sample: "c-1001" }) } }, outputSchema: { type: "object", properties: { id: text("Id", 1), name: text("Name", 2), email: text("E-mail", 3) } }, sampleInput: { id: "c-1001" }, sampleOutput: { id: "c-1001", name: "Ada Lovelace", email: "ada@example.com" } },
      { id: "createContact", version: "1.0.0", label: "Create contact", help: "Makes a contact; the key of the step protects from doing it twice.", effect: "keyed", call: "example.createContact:1.0.0@default", inputSchema: { type: "object", required: ["name", "email"], properties: { name: text("Name", 1), email: { ...text("E-mail", 2), format: "email" }, company: text("Company", 3) } }, outputSchema: { type: "object", properties: { id: text("Id", 1) } }, sampleInput: { name: "Ada Lovelace", email: "ada@example.com" }, sampleOutput: { id: "c-1001" } },
      { id: "sendMessage", version: "1.0.0", label: "Send message", help: "Sends a message to a contact.", effect: "unsafe", lookup: "findMessage", call: "example.sendMessage:1.0.0@default", inputSchema: { type: "object", required: ["id", "text"], properties: { id: text("Contact id", 1), text: text("Text", 2, { multiline: true }) } }, outputSchema: { type: "object", properties: { messageId: text("Message id", 1) } }, sampleInput: { id: "c-1001", text: "Welcome!" }, sampleOutput: { messageId: "m-7" } },
    ],
    pollingTriggers: [{ id: "contactChanged", version: "1.0.0", label: "Contact changed", help: "One run for each contact that changed.", call: "example.contactChanged:1.0.0@default", inputSchema: { type: "object", properties: { company: text("Only of company", 1) } }, outputSchema: { type: "object", properties: { id: text("Id", 1), updatedAt: { ...text("Changed at", 2), format: "date-time" } } }, sampleOutput: { id: "c-1001", updatedAt: "2026-11-20T08:00:00Z" } }],
    webhookTriggers: [{ id: "contactEvent", version: "1.0.0", label: "Contact event", help: "The CRM tells of each change at once.", call: "example.contactEvent:1.0.0@default", inputSchema: { type: "object", properties: {} }, outputSchema: { type: "object", properties: { event: text("Event", 1) } }, sampleOutput: { event: "contact.updated" } }],
  },
];

export const connections: Schema<"Connection">[] = [
  { name: "payment", connector: "http", connectorLabel: "HTTP", kind: "api-key", status: "ok", statusMessage: "Answered in 42 ms", checkedAt: ago(12), createdAt: ago(60_000), updatedAt: ago(9_000), settings: { baseUrl: "https://pay.example.com/v1", placement: "header", name: "X-API-Key" }, secrets: [{ field: "key", set: true, length: 32 }], usedBy: [{ id: "f-order", name: "order-intake" }, { id: "f-refund", name: "refund-on-return" }] },
  { name: "stock", connector: "http", connectorLabel: "HTTP", kind: "none", status: "ok", statusMessage: "Answered in 18 ms", checkedAt: ago(13), createdAt: ago(60_000), updatedAt: ago(60_000), settings: { baseUrl: "https://stock.example.com" }, secrets: [], usedBy: [{ id: "f-order", name: "order-intake" }] },
  { name: "crm", connector: "example", connectorLabel: "Example CRM", kind: "apiKey", status: "failing", statusMessage: "The CRM refused the API key (401). Enter the present key and test again.", checkedAt: ago(3), createdAt: ago(50_000), updatedAt: ago(20_000), settings: { baseUrl: "https://crm.example.com", timeoutSeconds: 10 }, secrets: [{ field: "apiKey", set: true, length: 24 }], usedBy: [{ id: "f-crm", name: "crm-sync" }] },
  { name: "shipping", connector: "http", connectorLabel: "HTTP", kind: "oauth2", status: "unchecked", createdAt: ago(400), updatedAt: ago(400), settings: { baseUrl: "https://ship.example.com", tokenUrl: "https://login.ship.example.com/token", clientId: "acme" }, secrets: [{ field: "clientSecret", set: true, length: 40 }], usedBy: [] },
];

export const members: Schema<"Member">[] = [
  { accountId: "a-1", login: "ana", name: "Ana Kovač", email: "ana@acme.example", role: "owner", joinedAt: ago(200_000), lastSeenAt: ago(2) },
  { accountId: "a-2", login: "ben", name: "Ben Okafor", email: "ben@acme.example", role: "builder", joinedAt: ago(150_000), lastSeenAt: ago(300) },
  { accountId: "a-3", login: "chen", name: "Chen Wei", email: "chen@acme.example", role: "viewer", joinedAt: ago(20_000) },
];

export const invitations: Schema<"Invitation">[] = [{ id: "i-1", email: "dora@acme.example", role: "builder", invitedBy: "Ana Kovač", createdAt: ago(600), expiresAt: ago(-9_000) }];

const AUDIT: [actor: string, action: string, target: string, outcome: "done" | "refused", detail?: string][] = [
  ["Ana Kovač", "flow.publish", "order-intake version 7", "done", "Wait for the carrier's answer"],
  ["Ben Okafor", "connection.update", "crm", "done"],
  ["Chen Wei", "flow.write", "order-intake", "refused", "Needs the role builder"],
  ["Ana Kovač", "member.invite", "dora@acme.example", "done", "As builder"],
  ["Ana Kovač", "flow.enable", "refund-on-return", "done"],
];
export const audit: Schema<"AuditEvent">[] = Array.from({ length: 120 }, (_, index) => {
  const [actor, action, target, outcome, detail] = AUDIT[index % AUDIT.length] as (typeof AUDIT)[number];
  return { id: `e-${index}`, at: ago(5 + index * 37), actor, action, target, outcome, detail, address: "203.0.113.9" };
});

export const tokens: Schema<"Token">[] = [
  { id: "t-1", name: "Deploy pipeline", prefix: "pb_k3X9", tenant: "acme", createdAt: ago(40_000), expiresAt: ago(-80_000), lastUsedAt: ago(15) },
  { id: "t-2", name: "Old laptop", prefix: "pb_Qw71", createdAt: ago(90_000), expiresAt: ago(100), lastUsedAt: ago(70_000) },
];

export const plugins: Schema<"Plugin">[] = [
  { id: "http", label: "HTTP", help: "Any REST API.", provider: "Patchbay", activeVersion: "1.0.0", connectors: ["http"], versions: [{ version: "1.0.0", state: "active", source: "bundled", sha256: "9f2c4a7d1e".padEnd(64, "0"), signed: false, apiVersion: "1.0", installedAt: ago(9_000), usedByFlows: 31 }] },
  {
    id: "example", label: "Example CRM", help: "The teaching connector.", provider: "Patchbay", activeVersion: "1.1.0", connectors: ["example"],
    versions: [
      { version: "1.2.0", state: "quarantined", reason: "Three calls in a row ended in a defect of the plugin: NullPointerException in createContact. Fix it and upload 1.2.1, or activate it to try once more.", source: "dropped", sha256: "1b77aa".padEnd(64, "c"), signed: false, apiVersion: "1.0", installedAt: ago(60), usedByFlows: 0 },
      { version: "1.1.0", state: "active", source: "uploaded", sha256: "77e0d2".padEnd(64, "b"), signed: false, apiVersion: "1.0", installedAt: ago(2_000), usedByFlows: 4 },
      { version: "1.0.0", state: "available", source: "bundled", sha256: "3c01ff".padEnd(64, "a"), signed: false, apiVersion: "1.0", installedAt: ago(9_000), usedByFlows: 1 },
    ],
  },
];

export const firings: Schema<"Firing">[] = Array.from({ length: 24 }, (_, index): Schema<"Firing"> => {
  const decision = index % 6 === 2 ? "duplicate" : index % 9 === 4 ? "refused" : "accepted";
  const reason = decision === "accepted" ? "A run was started." : decision === "duplicate" ? "The key 'A-1003' was seen 4 minutes before; the first answer was given again." : "The body has no orderId, which the input's schema asks for.";
  return { id: `fi-${index}`, at: ago(index * 3), trigger: "webhook", decision, reason, runId: decision === "accepted" ? `0193594a-${String(index).padStart(4, "0")}-7c3e-8f00-0123456789ab` : undefined };
});
