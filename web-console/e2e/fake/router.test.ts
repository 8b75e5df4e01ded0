import { describe, expect, it } from "vitest";
import { fakeRoutes } from "./api.ts";
import { find, ok, paged } from "./router.ts";

describe("the fake API", () => {
  it("prefers a literal part of a path to a variable", () => {
    const routes = { "GET /a/{x}": () => ok("variable"), "GET /a/check": () => ok("literal") };
    expect(find(routes, "GET", "/a/check")?.handler({ method: "GET", params: {}, query: new URLSearchParams(), headers: {}, body: undefined }).body).toBe("literal");
    expect(find(routes, "GET", "/a/b%2Fc")?.params).toEqual({ x: "b/c" });
    expect(find(routes, "PUT", "/a/b")).toBeUndefined();
  });

  it("pages to the end and no further", () => {
    const items = Array.from({ length: 120 }, (_, index) => index);
    const seen: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = paged(items, new URLSearchParams({ cursor, limit: "50" })).body as { items: number[]; nextCursor: string | null };
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(items);
  });

  it("names only paths that the API describes", async () => {
    const { readFileSync } = await import("node:fs");
    const described = readFileSync(new URL("../../../docs/api/openapi.yaml", import.meta.url), "utf8");
    for (const key of Object.keys(fakeRoutes())) expect(described).toContain(`\n  ${key.slice(key.indexOf(" ") + 1)}:\n`);
  });
});
