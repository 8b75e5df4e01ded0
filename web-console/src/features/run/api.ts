import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export type Run = Schema<"Run">;
export type RunSummary = Schema<"RunSummary">;
export type Step = Schema<"Step">;

export interface RunFilter {
  q?: string;
  cursor?: string;
  state?: Schema<"RunState">[];
  flow?: string;
  trigger?: Schema<"TriggerKind">;
  from?: string;
  to?: string;
  test?: boolean;
}

const all = (tenant: string) => ["tenant", tenant, "runs"] as const;
const one = (tenant: string, runId: string) => [...all(tenant), "one", runId] as const;

export function runsQuery(tenant: string, query: RunFilter) {
  return queryOptions({
    queryKey: [...all(tenant), "list", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/runs", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function runQuery(tenant: string, runId: string) {
  return queryOptions({
    queryKey: one(tenant, runId),
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/runs/{runId}", { path: { tenant, runId }, signal })).data,
  });
}

export function stepQuery(tenant: string, runId: string, stepId: string) {
  return queryOptions({
    queryKey: [...one(tenant, runId), "step", stepId],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/runs/{runId}/steps/{stepId}", { path: { tenant, runId, stepId }, signal })).data,
  });
}

function useRefresh(tenant: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: all(tenant) });
}

export function useCancelRun(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async (runId: string) => (await api.post("/tenants/{tenant}/runs/{runId}/cancel", { path: { tenant, runId } })).data, onSuccess });
}

export function useRerun(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({
    mutationFn: async ({ runId, version }: { runId: string; version: "same" | "published" }) => (await api.post("/tenants/{tenant}/runs/{runId}/rerun", { path: { tenant, runId }, body: { version } })).data,
    onSuccess,
  });
}

export function useSettle(tenant: string, runId: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({
    mutationFn: async ({ stepId, ...body }: Schema<"SettleRequest"> & { stepId: string }) => (await api.post("/tenants/{tenant}/runs/{runId}/steps/{stepId}/settle", { path: { tenant, runId, stepId }, body })).data,
    onSuccess,
  });
}
