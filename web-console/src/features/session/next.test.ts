import { expect, it } from "vitest";
import { safeNext } from "./next";

it("returns to a page of the console", () => expect(safeNext("/t/acme/runs?state=failed")).toBe("/t/acme/runs?state=failed"));
it("never leaves for another site", () => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", null]) expect(safeNext(next)).toBe("/");
});
it("does not come back to the sign-in page", () => expect(safeNext("/sign-in?next=/")).toBe("/"));
