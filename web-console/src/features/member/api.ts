import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";
import { sessionQuery } from "../../shared/session";

export type Member = Schema<"Member">;
export type Role = Schema<"Role">;

export const ROLES: readonly { role: Role; label: string; may: string }[] = [
  { role: "viewer", label: "Viewer", may: "sees flows, runs and connections, never secrets" },
  { role: "builder", label: "Builder", may: "also makes and runs flows and connections" },
  { role: "owner", label: "Owner", may: "also invites people and changes settings" },
];

const all = (tenant: string) => ["tenant", tenant, "members"] as const;

export function membersQuery(tenant: string, query: { q?: string; cursor?: string }) {
  return queryOptions({
    queryKey: [...all(tenant), query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/members", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

function useRefresh(tenant: string) {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: all(tenant) }), client.invalidateQueries(sessionQuery)]);
}

export function useChangeRole(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async ({ accountId, role }: { accountId: string; role: Role }) => (await api.patch("/tenants/{tenant}/members/{accountId}", { path: { tenant, accountId }, body: { role } })).data, onSuccess });
}

export function useRemoveMember(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: (accountId: string) => api.delete("/tenants/{tenant}/members/{accountId}", { path: { tenant, accountId } }), onSuccess });
}

export function useInvite(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: async (body: Schema<"InvitationRequest">) => (await api.post("/tenants/{tenant}/invitations", { path: { tenant }, body })).data, onSuccess });
}

export function useRevokeInvitation(tenant: string) {
  const onSuccess = useRefresh(tenant);
  return useMutation({ mutationFn: (invitationId: string) => api.delete("/tenants/{tenant}/invitations/{invitationId}", { path: { tenant, invitationId } }), onSuccess });
}
