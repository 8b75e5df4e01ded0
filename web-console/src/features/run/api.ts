import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export function runsQuery(tenant: string, query: { q?: string; cursor?: string; state?: Schema<"RunState">[] }) {
  return queryOptions({
    queryKey: ["tenant", tenant, "runs", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/runs", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}
