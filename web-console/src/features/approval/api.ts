import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export type Approval = Schema<"Approval">;
export type Offer = Schema<"ApprovalOffer">;

export interface ApprovalFilter {
  q?: string;
  cursor?: string;
  open?: boolean;
  mine?: boolean;
}

const all = (tenant: string) => ["tenant", tenant, "approvals"] as const;

export function approvalsQuery(tenant: string, query: ApprovalFilter) {
  return queryOptions({
    queryKey: [...all(tenant), "list", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/approvals", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function approvalQuery(tenant: string, approvalId: string) {
  return queryOptions({
    queryKey: [...all(tenant), "one", approvalId],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/approvals/{approvalId}", { path: { tenant, approvalId }, signal })).data,
    // Others may decide, and deadlines pass.
    refetchInterval: ({ state }) => (state.data?.state === "open" ? 5_000 : false),
  });
}

export function waitingQuery(tenant: string) {
  return queryOptions({
    queryKey: [...all(tenant), "waiting"],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/approvals/waiting", { path: { tenant }, signal })).data.count,
    refetchInterval: 30_000,
  });
}

export function useDecide(tenant: string, approvalId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schema<"DecisionRequest">) => (await api.post("/tenants/{tenant}/approvals/{approvalId}/decision", { path: { tenant, approvalId }, body })).data,
    // Also when it was refused: somebody else was faster, and that is to be seen.
    onSettled: () => client.invalidateQueries({ queryKey: all(tenant) }),
  });
}

export function useApprovalLink(tenant: string, approvalId: string) {
  return useMutation({ mutationFn: async () => (await api.post("/tenants/{tenant}/approvals/{approvalId}/link", { path: { tenant, approvalId } })).data.url });
}

export function offerQuery(token: string) {
  return queryOptions({ queryKey: ["approval-link", token], queryFn: async ({ signal }) => (await api.get("/approval-links/{token}", { path: { token }, signal })).data, retry: false });
}

export function useDecideByLink(token: string) {
  const client = useQueryClient();
  const { queryKey } = offerQuery(token);
  return useMutation({
    mutationFn: async (body: Schema<"LinkDecisionRequest">) => (await api.post("/approval-links/{token}", { path: { token }, body })).data,
    onSuccess: (offer) => client.setQueryData(queryKey, offer),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
