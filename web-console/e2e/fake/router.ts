/** What a fake route sees and answers. */
export interface FakeRequest {
  method: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: unknown;
}

export interface FakeAnswer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: FakeRequest) => FakeAnswer;

export const ok = (body: unknown, headers?: Record<string, string>): FakeAnswer => ({ status: 200, body, headers });
export const created = (body: unknown): FakeAnswer => ({ status: 201, body });
export const accepted = (body: unknown): FakeAnswer => ({ status: 202, body });
export const gone = (): FakeAnswer => ({ status: 204 });

export function problem(status: number, code: string, title: string, detail: string, errors: unknown[] = []): FakeAnswer {
  return { status, body: { type: `/docs/errors/${code}`, title, status, code, detail, errors } };
}

export const notFound = (): FakeAnswer => problem(404, "not-found", "Not found", "It does not exist, or you may not see it. Check the address, or go back to the list.");

/** A page of a list, with the position as cursor. */
export function paged<T>(items: readonly T[], query: URLSearchParams, matches: (item: T, q: string) => boolean = () => true, more: object = {}): FakeAnswer {
  const q = (query.get("q") ?? "").toLowerCase();
  const found = q === "" ? items : items.filter((item) => matches(item, q));
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  return ok({ items: found.slice(from, from + limit), nextCursor: from + limit < found.length ? String(from + limit) : null, ...more });
}

/** Finds the handler of a method and path among `METHOD /path/{variable}` keys; literal parts win over variables. */
export function find(routes: Readonly<Record<string, Handler>>, method: string, path: string): { handler: Handler; params: Record<string, string> } | undefined {
  const parts = path.split("/");
  const candidates = Object.entries(routes)
    .map(([key, handler]) => ({ handler, method: key.slice(0, key.indexOf(" ")), pattern: key.slice(key.indexOf(" ") + 1).split("/") }))
    .filter((route) => route.method === method && route.pattern.length === parts.length)
    .sort((a, b) => variables(a.pattern) - variables(b.pattern));
  for (const { handler, pattern } of candidates) {
    const params: Record<string, string> = {};
    const fits = pattern.every((part, index) => {
      const actual = parts[index] ?? "";
      if (!part.startsWith("{")) return part === actual;
      params[part.slice(1, -1)] = decodeURIComponent(actual);
      return true;
    });
    if (fits) return { handler, params };
  }
  return undefined;
}

const variables = (pattern: readonly string[]) => pattern.filter((part) => part.startsWith("{")).length;
