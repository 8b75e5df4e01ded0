import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, headersOf, onSession, rememberCsrfToken, urlOf } from "./client";

const seen: { url: string; init: RequestInit }[] = [];
let answers: Response[] = [];
const problem = (status: number, code: string) => new Response(JSON.stringify({ type: "", title: "No", status, code }), { status });

beforeEach(() => {
  seen.length = 0;
  answers = [];
  rememberCsrfToken("first");
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    seen.push({ url, init });
    return answers.shift() ?? new Response("{}", { status: 200, headers: { ETag: '"7"' } });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the address of a call", () => {
  it("escapes its variables", () => expect(urlOf("/tenants/{tenant}/connections/{name}", { tenant: "acme", name: "a/b?c" })).toBe("/api/v1/tenants/acme/connections/a%2Fb%3Fc"));
  it("repeats arrays and leaves out what is not given", () => expect(urlOf("/runs", {}, { state: ["failed", "dead"], q: "", cursor: undefined, test: false })).toBe("/api/v1/runs?state=failed&state=dead&test=false"));
});

describe("a call", () => {
  it("sends the CSRF token and the version with a change, neither with a question", async () => {
    await api.patch("/tenants/{tenant}", { path: { tenant: "acme" }, body: { name: "Acme" }, etag: '"6"' });
    expect(seen[0]?.init.headers).toMatchObject({ "X-CSRF-Token": "first", "If-Match": '"6"', "Content-Type": "application/json" });
    expect(headersOf("GET", {})).not.toHaveProperty("X-CSRF-Token");
  });

  it("gives the ETag with the answer", async () => {
    expect((await api.get("/tenants/{tenant}", { path: { tenant: "acme" } })).etag).toBe('"7"');
  });

  it("renews a stale CSRF token once and repeats", async () => {
    onSession({ signedOut: () => undefined, renewCsrf: async () => "second" });
    answers = [problem(403, "session.csrf")];
    await api.delete("/session", {});
    expect(seen.map(({ init }) => (init.headers as Record<string, string>)["X-CSRF-Token"])).toEqual(["first", "second"]);
    answers = [problem(403, "session.csrf"), problem(403, "session.csrf")];
    await expect(api.delete("/session", {})).rejects.toMatchObject({ code: "session.csrf" });
  });

  it("tells when nobody is signed in any more", async () => {
    const signedOut = vi.fn();
    onSession({ signedOut, renewCsrf: async () => "" });
    answers = [problem(401, "session.required")];
    await expect(api.get("/me/tokens", {})).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it("does not take a wrong password for the end of a session", async () => {
    const signedOut = vi.fn();
    onSession({ signedOut, renewCsrf: async () => "" });
    answers = [problem(401, "session.wrong-password")];
    await expect(api.post("/session", { body: { login: "a", password: "b" } })).rejects.toMatchObject({ code: "session.wrong-password" });
    expect(signedOut).not.toHaveBeenCalled();
  });
});
