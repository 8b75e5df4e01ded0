import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schema } from "../../shared/api";

export type LetterJob = Schema<"LetterJob">;
export type LetterJobRequest = Schema<"LetterJobRequest">;

const runs = (tenant: string) => ["tenant", tenant, "runs"] as const;
const jobs = (tenant: string) => [...runs(tenant), "letters", "jobs"] as const;

export function deadLettersQuery(tenant: string, query: { q?: string; flow?: string; cursor?: string }) {
  return queryOptions({
    queryKey: [...runs(tenant), "letters", "list", query],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/dead-letters", { path: { tenant }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

/** Asked again every second while one is under way. */
export function letterJobsQuery(tenant: string) {
  return queryOptions({
    queryKey: jobs(tenant),
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/dead-letters/jobs", { path: { tenant }, signal })).data,
    refetchInterval: (query) => (query.state.data?.items.some((job) => job.state === "running") ? 1_000 : false),
  });
}

export function useStartLetterJob(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: LetterJobRequest) => (await api.post("/tenants/{tenant}/dead-letters/jobs", { path: { tenant }, body })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: jobs(tenant) }),
  });
}

export function useCancelLetterJob(tenant: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (jobId: string) => (await api.post("/tenants/{tenant}/dead-letters/jobs/{jobId}/cancel", { path: { tenant, jobId } })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: runs(tenant) }),
  });
}

/** What a job did, in words. */
export function wordsOf(job: LetterJob): string {
  const what = { replay: "replayed", discard: "discarded", restore: "brought back" }[job.action];
  const refused = job.refused === 0 ? "" : `, ${job.refused.toLocaleString("en")} whose flow or input is no longer kept`;
  return `${job.done.toLocaleString("en")} of ${job.total.toLocaleString("en")} ${what}${refused}`;
}
