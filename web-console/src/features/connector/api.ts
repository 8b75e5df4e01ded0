import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api";

export function connectorsQuery(tenant: string, query: { q?: string; cursor?: string; limit?: number }) {
  return queryOptions({
    queryKey: ["tenant", tenant, "connectors", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/connectors", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function connectorQuery(tenant: string, connectorId: string) {
  return queryOptions({
    queryKey: ["tenant", tenant, "connectors", "one", connectorId],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/connectors/{connectorId}", { path: { tenant, connectorId }, signal })).data,
    staleTime: 60_000,
  });
}
