import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, api, type Schema } from "../../shared/api";

export type Flow = Schema<"Flow">;
export type FlowSummary = Schema<"FlowSummary">;
export type FlowProblem = Schema<"FlowProblem">;
export type OutlineNode = Schema<"OutlineNode">;

const all = (tenant: string) => ["tenant", tenant, "flows"] as const;
const one = (tenant: string, flowId: string) => [...all(tenant), "one", flowId] as const;

export function flowsQuery(tenant: string, query: { q?: string; cursor?: string; state?: Schema<"FlowState">; limit?: number }) {
  return queryOptions({
    queryKey: [...all(tenant), "list", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

/** The flow with its ETag. */
export function flowQuery(tenant: string, flowId: string) {
  return queryOptions({
    queryKey: one(tenant, flowId),
    queryFn: async ({ signal }) => api.get("/tenants/{tenant}/flows/{flowId}", { path: { tenant, flowId }, signal }),
  });
}

export function validationQuery(tenant: string, text: string) {
  return queryOptions({
    queryKey: ["tenant", tenant, "validation", text],
    queryFn: async ({ signal }) => (await api.post("/tenants/{tenant}/flows/validate", { path: { tenant }, body: { text }, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

export function versionsQuery(tenant: string, flowId: string, cursor?: string) {
  return queryOptions({
    queryKey: [...one(tenant, flowId), "versions", cursor],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows/{flowId}/versions", { path: { tenant, flowId }, query: { cursor }, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function versionQuery(tenant: string, flowId: string, number: number) {
  return queryOptions({
    queryKey: [...one(tenant, flowId), "version", number],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows/{flowId}/versions/{number}", { path: { tenant, flowId, number }, signal })).data,
    staleTime: Infinity,
  });
}

export function triggerQuery(tenant: string, flowId: string) {
  return queryOptions({
    queryKey: [...one(tenant, flowId), "trigger"],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows/{flowId}/trigger", { path: { tenant, flowId }, signal })).data,
  });
}

export function firingsQuery(tenant: string, flowId: string, query: { cursor?: string; decision?: Schema<"FiringDecision"> }) {
  return queryOptions({
    queryKey: [...one(tenant, flowId), "firings", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows/{flowId}/firings", { path: { tenant, flowId }, query, signal })).data,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

function useRefresh(tenant: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: all(tenant) });
}

/** Every page that shows the flow has the new one at once; an older answer that is still under way is dropped. */
export function rememberFlow(client: QueryClient, tenant: string, flowId: string, answer: Answer<Flow>): void {
  const { queryKey } = flowQuery(tenant, flowId);
  void client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, answer);
  void client.invalidateQueries({ queryKey: all(tenant), predicate: ({ queryKey: key }) => key[4] !== flowId || key.length > 5 });
}

/** A change of one flow whose answer is the flow. */
function useFlowChange<Input>(tenant: string, flowId: string, change: (input: Input) => Promise<Answer<Flow>>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => rememberFlow(client, tenant, flowId, answer),
  });
}

export function useCreateFlow(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async (text: string) => (await api.post("/tenants/{tenant}/flows", { path: { tenant }, body: { text } })).data, onSuccess });
}

export async function saveDraft(client: QueryClient, tenant: string, flowId: string, text: string, etag: string | undefined): Promise<Answer<Flow>> {
  const answer = await api.put("/tenants/{tenant}/flows/{flowId}", { path: { tenant, flowId }, body: { text }, etag });
  rememberFlow(client, tenant, flowId, answer);
  return answer;
}

export function usePublish(tenant: string, flowId: string) {
  return useFlowChange(tenant, flowId, ({ note, etag }: { note: string | undefined; etag: string | undefined }) => api.post("/tenants/{tenant}/flows/{flowId}/publish", { path: { tenant, flowId }, body: { note }, etag }));
}

export function useTurn(tenant: string, flowId: string) {
  const path = { tenant, flowId };
  return useFlowChange(tenant, flowId, (on: boolean) => (on ? api.put("/tenants/{tenant}/flows/{flowId}/enabled", { path }) : api.delete("/tenants/{tenant}/flows/{flowId}/enabled", { path })));
}

export function useRollBack(tenant: string, flowId: string) {
  return useFlowChange(tenant, flowId, (number: number) => api.post("/tenants/{tenant}/flows/{flowId}/versions/{number}/publish", { path: { tenant, flowId, number } }));
}

export function useRestoreFlow(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async (flowId: string) => (await api.post("/tenants/{tenant}/flows/{flowId}/restore", { path: { tenant, flowId } })).data, onSuccess });
}

export function useDeleteFlow(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: (flowId: string) => api.delete("/tenants/{tenant}/flows/{flowId}", { path: { tenant, flowId } }), onSuccess });
}

export function useTestFlow(tenant: string, flowId: string) {
  return useMutation({ mutationFn: async (input: unknown) => (await api.post("/tenants/{tenant}/flows/{flowId}/test", { path: { tenant, flowId }, body: { input, waitSeconds: 0 } })).data });
}

export function useStartFlow(tenant: string, flowId: string) {
  return useMutation({ mutationFn: async (input: unknown) => (await api.post("/tenants/{tenant}/flows/{flowId}/runs", { path: { tenant, flowId }, body: { input, waitSeconds: 0 } })).data });
}

export function useTriggerSecret(tenant: string, flowId: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async () => (await api.put("/tenants/{tenant}/flows/{flowId}/trigger/secret", { path: { tenant, flowId }, body: {} })).data, onSuccess });
}

export function useRemoveTriggerSecret(tenant: string, flowId: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: () => api.delete("/tenants/{tenant}/flows/{flowId}/trigger/secret", { path: { tenant, flowId } }), onSuccess });
}
