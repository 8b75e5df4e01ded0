import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema, upload } from "../../shared/api";
import { sessionQuery } from "../../shared/session";

export type Tenant = Schema<"Tenant">;
export type Plugin = Schema<"Plugin">;
export type PluginVersion = Schema<"PluginVersion">;

export const overviewQuery = queryOptions({
  queryKey: ["operator", "overview"],
  queryFn: async ({ signal }) => (await api.get("/operator/overview", { signal })).data,
  refetchInterval: 10_000,
});

export function tenantsQuery(query: { q?: string; cursor?: string }) {
  return queryOptions({ queryKey: ["operator", "tenants", query], queryFn: async ({ signal }) => (await api.get("/tenants", { query, signal })).data, placeholderData: keepPreviousData });
}

function useTenantsRefresh() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ["operator"] }), client.invalidateQueries(sessionQuery)]);
}

export function useCreateTenant() {
  const onSuccess = useTenantsRefresh();
  return useMutation({ mutationFn: async (body: Schema<"TenantRequest">) => (await api.post("/tenants", { body })).data, onSuccess });
}

/** Suspends or resumes. */
export function useSuspension() {
  const onSuccess = useTenantsRefresh();
  return useMutation({ mutationFn: ({ tenant, suspend }: { tenant: string; suspend: boolean }) => (suspend ? api.put("/tenants/{tenant}/suspension", { path: { tenant } }) : api.delete("/tenants/{tenant}/suspension", { path: { tenant } })), onSuccess });
}

export function useDeleteTenant() {
  const onSuccess = useTenantsRefresh();
  return useMutation({ mutationFn: (tenant: string) => api.delete("/tenants/{tenant}", { path: { tenant }, query: { confirm: tenant } }), onSuccess });
}

/** Takes a node out of work, or back. */
export function useDrain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ node, drain }: { node: string; drain: boolean }) => (drain ? api.put("/operator/nodes/{node}/drain", { path: { node } }) : api.delete("/operator/nodes/{node}/drain", { path: { node } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["operator", "overview"] }),
  });
}

export function quotaQuery(tenant: string) {
  return queryOptions({
    queryKey: ["operator", "quota", tenant],
    queryFn: async ({ signal }) => {
      const { data, etag } = await api.get("/tenants/{tenant}/quota", { path: { tenant }, signal });
      return { quota: data, etag };
    },
  });
}

export function useSetQuota(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, etag }: { body: Schema<"QuotaRequest">; etag?: string }) => api.put("/tenants/{tenant}/quota", { path: { tenant }, body, etag }),
    onSettled: () => client.invalidateQueries({ queryKey: ["operator", "quota", tenant] }),
  });
}

const plugins = ["operator", "plugins"] as const;

export function pluginsQuery(query: { q?: string; cursor?: string }) {
  return queryOptions({ queryKey: [...plugins, query], queryFn: async ({ signal }) => (await api.get("/plugins", { query, signal })).data, placeholderData: keepPreviousData });
}

export function pluginQuery(pluginId: string) {
  return queryOptions({ queryKey: [...plugins, "one", pluginId], queryFn: async ({ signal }) => (await api.get("/plugins/{pluginId}", { path: { pluginId }, signal })).data });
}

function usePluginRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: (query) => query.queryKey.includes("plugins") || query.queryKey.includes("connectors") || query.queryKey.includes("overview") });
}

export function useInstallPlugin() {
  const onSuccess = usePluginRefresh();
  return useMutation({ mutationFn: async ({ file, progress }: { file: File; progress: (share: number) => void }) => (await upload("/plugins", file, "application/zip", progress)) as Plugin, onSuccess });
}

export function useActivateVersion(pluginId: string) {
  const onSuccess = usePluginRefresh();
  return useMutation({ mutationFn: async (version: string) => (await api.put("/plugins/{pluginId}/active", { path: { pluginId }, body: { version } })).data, onSuccess });
}

export function useRemoveVersion(pluginId: string) {
  const onSuccess = usePluginRefresh();
  return useMutation({ mutationFn: (version: string) => api.delete("/plugins/{pluginId}/versions/{version}", { path: { pluginId, version } }), onSuccess });
}
