import type { Schema } from "../../src/shared/api/types.ts";
import { ago } from "./data.ts";
import { overview } from "./home.ts";
import { accepted, gone, type FakeRequest, type Handler, ok, paged } from "./router.ts";
import { runs } from "./runs.ts";

/** What operators and those who look after failures do: dead letters, limits, nodes. */
export function operationRoutes(): Record<string, Handler> {
  const t = "/tenants/{tenant}";
  const handled = new Set<string>();
  const jobs: Schema<"LetterJob">[] = [];
  const quotas = new Map<string, Schema<"Quota">>();
  const draining = new Map<string, boolean>();
  const fits = (run: Schema<"RunSummary">, q: string) => [run.id, run.businessKey, run.error?.title].some((text) => text?.toLowerCase().includes(q));
  const letters = (flow: string | null | undefined) => runs.filter((run) => (run.state === "failed" || run.state === "dead") && !run.test && !handled.has(run.id) && [null, undefined, "", run.flowId].includes(flow));
  const drain = (r: FakeRequest, wanted: boolean) => {
    draining.set(r.params["node"] ?? "", wanted);
    return gone();
  };
  return {
    [`GET ${t}/dead-letters`]: (r) => paged(r.params["tenant"] === "fresh" ? [] : letters(r.query.get("flow")), r.query, fits),
    [`GET ${t}/dead-letters/jobs`]: () => ok({ items: jobs, nextCursor: null }),
    [`POST ${t}/dead-letters/jobs`]: (r) => {
      const wanted = r.body as Schema<"LetterJobRequest">;
      const q = wanted.q?.toLowerCase() ?? "";
      const which = letters(wanted.flow).filter((run) => wanted.runs?.includes(run.id) ?? fits(run, q));
      for (const run of which) handled.add(run.id);
      const job: Schema<"LetterJob"> = { id: `j-${jobs.length + 1}`, action: wanted.action, state: "done", total: which.length, done: which.length, refused: 0, startedBy: "Ana Kovač", startedAt: ago(0), endedAt: ago(0) };
      jobs.unshift(job);
      return accepted(job);
    },
    [`GET ${t}/quota`]: (r) => ok(quotas.get(r.params["tenant"] ?? "") ?? { weight: 1, maxQueued: 100_000 }, { ETag: '"1"' }),
    [`PUT ${t}/quota`]: (r) => {
      quotas.set(r.params["tenant"] ?? "", r.body as Schema<"Quota">);
      return ok(r.body, { ETag: '"2"' });
    },
    "GET /operator/overview": () => {
      const now = overview();
      return ok({ ...now, nodes: now.nodes.map((node) => ({ ...node, state: draining.has(node.name) ? (draining.get(node.name) ? "draining" : "running") : node.state })) });
    },
    "PUT /operator/nodes/{node}/drain": (r) => drain(r, true),
    "DELETE /operator/nodes/{node}/drain": (r) => drain(r, false),
  };
}
