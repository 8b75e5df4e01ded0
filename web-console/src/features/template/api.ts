import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api";

export function templatesQuery(tenant: string) {
  return queryOptions({
    queryKey: ["tenant", tenant, "templates"],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/templates", { path: { tenant }, query: { limit: 200 }, signal })).data.items,
    staleTime: 300_000,
  });
}

export function useTemplate(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (templateId: string) => (await api.post("/tenants/{tenant}/templates/{templateId}/use", { path: { tenant, templateId } })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ["tenant", tenant] }),
  });
}
