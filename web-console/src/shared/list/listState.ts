import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";

export interface ListState {
  q: string;
  cursor: string | undefined;
  /** How many pages lie before this one, as far as this visit knows. */
  pagesBefore: number;
  filter: (name: string) => string | undefined;
  filters: (name: string) => string[];
  /** True when search or a filter narrows the list. */
  narrowed: boolean;
  setQ: (q: string) => void;
  setFilter: (name: string, value: string | readonly string[] | undefined) => void;
  clear: () => void;
  next: (cursor: string) => void;
  previous: () => void;
  first: () => void;
}

interface Trail {
  trail?: (string | null)[];
}

const OWN = new Set(["cursor", "tab"]);

/** Search, filters and page of a list, kept in the URL so that it can be sent to a colleague. */
export function useListState(): ListState {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const trail = useMemo(() => (location.state as Trail | null)?.trail ?? [], [location.state]);

  const go = useCallback(
    (change: (next: URLSearchParams) => void, options: { replace?: boolean; trail?: (string | null)[] } = {}) => {
      const next = new URLSearchParams(search);
      change(next);
      void navigate({ search: next.toString() }, { replace: options.replace ?? false, state: { trail: options.trail ?? [] } satisfies Trail });
    },
    [navigate, search],
  );
  const narrow = useCallback((change: (next: URLSearchParams) => void) => go((next) => {
    change(next);
    next.delete("cursor");
  }, { replace: true }), [go]);

  return {
    q: search.get("q") ?? "",
    cursor: search.get("cursor") ?? undefined,
    pagesBefore: trail.length,
    filter: (name) => search.get(name) ?? undefined,
    filters: (name) => search.getAll(name),
    narrowed: [...search.keys()].some((name) => !OWN.has(name)),
    setQ: (q) => narrow((next) => assign(next, "q", q === "" ? undefined : q)),
    setFilter: (name, value) => narrow((next) => assign(next, name, value)),
    clear: () => narrow((next) => {
      for (const name of [...next.keys()]) if (!OWN.has(name)) next.delete(name);
    }),
    next: (cursor) => go((next) => next.set("cursor", cursor), { trail: [...trail, search.get("cursor")] }),
    previous: () => {
      const before = trail.at(-1) ?? null;
      go((next) => assign(next, "cursor", before ?? undefined), { trail: trail.slice(0, -1) });
    },
    first: () => go((next) => next.delete("cursor")),
  };
}

function assign(search: URLSearchParams, name: string, value: string | readonly string[] | undefined): void {
  search.delete(name);
  for (const each of typeof value === "string" ? [value] : (value ?? [])) search.append(name, each);
}
