import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export type EventSummary = Schema<"EventSummary">;
export type EventDetail = Schema<"EventDetail">;
export type CloudEvent = Schema<"CloudEvent">;

export interface EventFilter {
  q?: string;
  cursor?: string;
  type?: string;
  source?: string;
  subject?: string;
  from?: string;
  to?: string;
}

const all = (tenant: string) => ["tenant", tenant, "events"] as const;

export function eventsQuery(tenant: string, query: EventFilter) {
  return queryOptions({
    queryKey: [...all(tenant), "list", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/events", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

/** The newest event that fits, asked again and again: it says that there is news without moving a row. */
export function newestQuery(tenant: string, query: EventFilter) {
  return queryOptions({
    queryKey: [...all(tenant), "newest", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/events", { path: { tenant }, query: { ...query, limit: 1 }, signal })).data.items[0]?.position ?? null,
    refetchInterval: 3_000,
  });
}

export function eventQuery(tenant: string, position: string) {
  return queryOptions({
    queryKey: [...all(tenant), "one", position],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/events/{position}", { path: { tenant, position }, signal })).data,
  });
}

export function useSendEvent(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CloudEvent) => (await api.post("/tenants/{tenant}/events", { path: { tenant }, body })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: all(tenant) }),
  });
}
