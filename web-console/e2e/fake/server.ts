import type { IncomingMessage, ServerResponse } from "node:http";
import { fakeRoutes, hook } from "./api.ts";
import { find, notFound } from "./router.ts";

const PREFIX = "/api/v1";

/** Answers /api/v1 from memory; everything else goes on. */
export function fakeMiddleware() {
  const routes = fakeRoutes();
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const url = new URL(request.url ?? "/", "http://fake");
    if (url.pathname.startsWith("/hooks/")) {
      void read(request).then((body) => {
        const answer = hook(url.pathname, body);
        response.writeHead(answer.status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer.body));
      });
      return;
    }
    if (!url.pathname.startsWith(`${PREFIX}/`)) return next();
    if (url.pathname.endsWith("/runs/events")) {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(": the fake has no news\n\n");
      return;
    }
    void read(request).then((body) => {
      const route = find(routes, request.method ?? "GET", url.pathname.slice(PREFIX.length));
      const headers = request.headers as Record<string, string | undefined>;
      const answer = route?.handler({ method: request.method ?? "GET", params: route.params, query: url.searchParams, headers, body }) ?? notFound();
      const type = answer.status >= 400 ? "application/problem+json" : "application/json";
      response.writeHead(answer.status, { "Content-Type": type, ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    });
  };
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
