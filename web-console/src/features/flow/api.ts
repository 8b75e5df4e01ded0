import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export function flowsQuery(tenant: string, query: { q?: string; cursor?: string; state?: Schema<"FlowState"> }) {
  return queryOptions({
    queryKey: ["tenant", tenant, "flows", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}
