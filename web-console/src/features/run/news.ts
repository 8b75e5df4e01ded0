import type { RunFilter, RunSummary } from "./api";

const MANY = 1_000;

/** Whether a changed run could stand in a list with these filters. Words are the server's to search, so they do not exclude. */
export function concerns(run: RunSummary, filter: RunFilter): boolean {
  if (filter.flow !== undefined && filter.flow !== run.flowId) return false;
  if (filter.state !== undefined && filter.state.length > 0 && !filter.state.includes(run.state)) return false;
  if (filter.trigger !== undefined && filter.trigger !== run.trigger) return false;
  if (filter.test !== undefined && filter.test !== run.test) return false;
  if (filter.from !== undefined && Date.parse(run.acceptedAt) < Date.parse(filter.from)) return false;
  return filter.to === undefined || Date.parse(run.acceptedAt) < Date.parse(filter.to);
}

/** Remembers an id; beyond a thousand the exact number does not matter. */
export function withNews(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return known.has(id) || known.size >= MANY ? known : new Set(known).add(id);
}

export function newsWords(count: number): string {
  if (count >= MANY) return "More than a thousand runs changed. Show";
  return count === 1 ? "1 run changed. Show" : `${count} runs changed. Show`;
}
