import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export type Connection = Schema<"Connection">;
export type ConnectionSummary = Schema<"ConnectionSummary">;

const all = (tenant: string) => ["tenant", tenant, "connections"] as const;

export function connectionsQuery(tenant: string, query: { q?: string; cursor?: string; connector?: string; limit?: number }) {
  return queryOptions({
    queryKey: [...all(tenant), query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/connections", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

/** The connection with its ETag. */
export function connectionQuery(tenant: string, name: string) {
  return queryOptions({
    queryKey: [...all(tenant), "one", name],
    queryFn: async ({ signal }) => api.get("/tenants/{tenant}/connections/{name}", { path: { tenant, name }, signal }),
  });
}

function useRefresh(tenant: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: all(tenant) });
}

export function useCreateConnection(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async (body: Schema<"ConnectionRequest">) => (await api.post("/tenants/{tenant}/connections", { path: { tenant }, body })).data, onSuccess });
}

/** Tests settings that are not saved yet. */
export function useTrySettings(tenant: string) {
  return useMutation({ mutationFn: async (body: Schema<"ConnectionRequest">) => (await api.post("/tenants/{tenant}/connections/check", { path: { tenant }, body })).data });
}

export function useUpdateConnection(tenant: string, name: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({
    mutationFn: async ({ etag, ...body }: Schema<"ConnectionUpdate"> & { etag: string | undefined }) => (await api.patch("/tenants/{tenant}/connections/{name}", { path: { tenant, name }, body, etag })).data,
    onSuccess,
  });
}

export function useCheckConnection(tenant: string, name: string) {
  const onSettled = useRefresh(tenant);
  return useMutation({ mutationFn: async () => (await api.post("/tenants/{tenant}/connections/{name}/check", { path: { tenant, name } })).data, onSettled });
}

export function useDeleteConnection(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: (name: string) => api.delete("/tenants/{tenant}/connections/{name}", { path: { tenant, name } }), onSuccess });
}
