import type { Schema } from "../../src/shared/api/types.ts";
import { ago, audit, connections } from "./data.ts";

export function summaryOf(connection: Schema<"Connection">): Schema<"ConnectionSummary"> {
  const { name, connector, connectorLabel, kind, status, statusMessage, checkedAt, createdAt, updatedAt, usedBy } = connection;
  return { name, connector, connectorLabel, kind, status, statusMessage, checkedAt, createdAt, updatedAt, usedByFlows: usedBy.length };
}

const none = { accepted: 0, done: 0, failed: 0, cancelled: 0, waiting: 0, running: 0, queued: 0, uncertain: 0, dead: 0, removed: 0, difference: 0 };

export function homeOf(tenant: string, hours: number): Schema<"TenantHome"> {
  const hour = 3_600_000;
  const now = Math.floor(Date.parse(ago(0)) / hour) * hour;
  const empty = tenant === "fresh";
  return {
    ledger: empty ? none : { accepted: 52_418, done: 50_902, failed: 1_377, cancelled: 12, waiting: 84, running: 23, queued: 9, uncertain: 2, dead: 8, removed: 0, difference: 1 },
    hours: Array.from({ length: hours }, (_, index) => {
      const day = Math.max(0, Math.sin(((index + 4) / 24) * Math.PI * 2) + 0.8);
      return { hour: new Date(now - (hours - 1 - index) * hour).toISOString(), succeeded: empty ? 0 : Math.round(190 * day), failed: empty ? 0 : Math.round((index % 7 === 3 ? 34 : 5) * day), other: empty ? 0 : Math.round(6 * day) };
    }),
    slowest: empty ? [] : [{ flowId: "f-report", name: "nightly-report", runs: 1, failed: 0, p50Ms: 184_000, p95Ms: 184_000 }, { flowId: "f-order", name: "order-intake", runs: 4_212, failed: 61, p50Ms: 620, p95Ms: 2_480 }],
    failing: empty ? [] : [{ flowId: "f-crm", name: "crm-sync", runs: 288, failed: 240, p50Ms: 90, p95Ms: 180 }, { flowId: "f-order", name: "order-intake", runs: 4_212, failed: 61, p50Ms: 620, p95Ms: 2_480 }],
    connections: empty ? [] : connections.filter((connection) => connection.status === "failing").map(summaryOf),
    changes: empty ? [] : audit.slice(0, 6),
  };
}

export function overview(): Schema<"OperatorOverview"> {
  const mb = 1_048_576;
  return {
    version: "0.1.0", startedAt: ago(3_100),
    nodes: [
      { name: "node-1", state: "running", startedAt: ago(3_100), lastSeenAt: ago(0), activeRuns: 17, runsInMemory: 17, writesWaiting: 0, heapUsedBytes: 212 * mb, heapMaxBytes: 512 * mb, cpuLoad: 0.34, version: "0.1.0" },
      { name: "node-2", state: "draining", startedAt: ago(3_000), lastSeenAt: ago(0.2), activeRuns: 6, runsInMemory: 6, writesWaiting: 0, heapUsedBytes: 440 * mb, heapMaxBytes: 512 * mb, cpuLoad: 0.91, version: "0.1.0" },
    ],
    database: { product: "PostgreSQL", version: "18.1", sizeBytes: 3_400 * mb, latencyMs: 0.8, connectionsUsed: 14, connectionsMax: 100, migration: "V210" },
    plugins: { installed: 2, quarantined: 1, failed: 0 },
    runs: [{ state: "queued", count: 9 }, { state: "running", count: 23 }, { state: "waiting", count: 84 }, { state: "uncertain", count: 2 }, { state: "succeeded", count: 50_902 }, { state: "failed", count: 1_377 }, { state: "cancelled", count: 12 }, { state: "dead", count: 8 }],
    tenants: [{ slug: "acme", name: "Acme Retail", runs24h: 4_537, failed24h: 301, activeRuns: 21, queuedRuns: 9 }, { slug: "northwind", name: "Northwind Clinics", runs24h: 612, failed24h: 0, activeRuns: 2, queuedRuns: 0 }],
    queue: { queued: 9, oldestAgeSeconds: 1.4, uncertain: 2, dead: 8 },
  };
}
