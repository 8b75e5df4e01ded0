import type { paths } from "../../generated/api";
import { offline, type Problem, problemOf } from "./problem";

type Method = "get" | "put" | "post" | "delete" | "patch";
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P][M];
type Parameters<Op> = Op extends { parameters: infer Ps } ? Ps : never;
type Field<T, Name extends string> = T extends { [K in Name]?: infer V } ? V : undefined;
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Success<Op> = Op extends { responses: infer Rs } ? Json<Rs[keyof Rs & (200 | 201 | 202 | 204)]> : never;
type RequestBody<Op> = Op extends { requestBody?: { content: { "application/json": infer Body } } } ? Body : undefined;

type Needed<Name extends string, V> = [V] extends [undefined] ? { [K in Name]?: undefined } : undefined extends V ? { [K in Name]?: V } : { [K in Name]: V };
type Options<P extends keyof paths, M extends Method> = Needed<"path", Field<Parameters<Operation<P, M>>, "path">> & {
  query?: Field<Parameters<Operation<P, M>>, "query">;
  signal?: AbortSignal;
  /** ETag of the version that was read; sent as If-Match. */
  etag?: string;
} & Needed<"body", RequestBody<Operation<P, M>>>;

export interface Answer<T> {
  data: T;
  /** Present where the document says that the thing has one; send it back with an update. */
  etag: string | undefined;
}

interface Hooks {
  /** Called when a call is refused because nobody is signed in any more. */
  signedOut: () => void;
  /** Fetches a fresh CSRF token. */
  renewCsrf: () => Promise<string>;
}

let csrfToken = "";
let hooks: Hooks = { signedOut: () => undefined, renewCsrf: async () => csrfToken };

export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

export function onSession(given: Hooks): void {
  hooks = given;
}

/** The REST API as docs/api/openapi.yaml describes it. Failures are thrown as `Problem`. */
export const api = {
  get: <P extends PathsWith<"get">>(path: P, options: Options<P, "get">) => call(path, "get", options),
  post: <P extends PathsWith<"post">>(path: P, options: Options<P, "post">) => call(path, "post", options),
  put: <P extends PathsWith<"put">>(path: P, options: Options<P, "put">) => call(path, "put", options),
  patch: <P extends PathsWith<"patch">>(path: P, options: Options<P, "patch">) => call(path, "patch", options),
  delete: <P extends PathsWith<"delete">>(path: P, options: Options<P, "delete">) => call(path, "delete", options),
};

interface PlainOptions {
  path?: unknown;
  query?: unknown;
  body?: unknown;
  etag?: string;
  signal?: AbortSignal;
}

async function call<P extends keyof paths, M extends Method>(path: P, method: M, options: Options<P, M>): Promise<Answer<Success<Operation<P, M>>>> {
  const plain: PlainOptions = options;
  const url = urlOf(path, plain.path as Record<string, unknown> | undefined, plain.query as Record<string, unknown> | undefined);
  const response = await send(method.toUpperCase(), url, plain);
  const text = response.status === 204 ? "" : await response.text();
  return { data: (text === "" ? undefined : JSON.parse(text)) as Success<Operation<P, M>>, etag: response.headers.get("ETag") ?? undefined };
}

/** `/api/v1` + the path with its variables and query filled in; arrays repeat the name, empty values are left out. */
export function urlOf(path: string, variables: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(variables[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== null && each !== "") search.append(name, String(each));
  }
  const text = search.toString();
  return `/api/v1${filled}${text === "" ? "" : `?${text}`}`;
}

async function send(method: string, url: string, options: PlainOptions, again = false): Promise<Response> {
  const label = `${method} ${url}`;
  const response = await fetch(url, {
    method,
    credentials: "same-origin",
    headers: headersOf(method, options),
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw offline(label);
  });
  if (response.ok) return response;
  const problem = await problemOf(response, label);
  if (isStaleCsrf(problem) && !again) {
    csrfToken = await hooks.renewCsrf();
    return send(method, url, options, true);
  }
  if (problem.status === 401 && !url.startsWith("/api/v1/session")) hooks.signedOut();
  throw problem;
}

export function headersOf(method: string, options: { body?: unknown; etag?: string }): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.etag !== undefined) headers["If-Match"] = options.etag;
  if (method !== "GET") headers["X-CSRF-Token"] = csrfToken;
  return headers;
}

function isStaleCsrf(problem: Problem): boolean {
  return problem.status === 403 && problem.code.includes("csrf");
}
