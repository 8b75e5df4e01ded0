import { describe, expect, it } from "vitest";
import { defineRoute, kinOf } from "./route";

const page = async () => ({ default: () => null });
const runs = defineRoute({ path: "/t/:tenant/runs", title: "Runs", permission: "run.read", page });
const run = defineRoute({ path: "/t/:tenant/runs/:runId", title: "Run", permission: "run.read", page, kin: "/t/:tenant/runs" });
const secret = defineRoute({ path: "/t/:tenant/flows/:flowId/secret", title: "Secret", permission: "flow.read", page });

describe("a route", () => {
  it("links with its variables escaped", () => {
    expect(run.link({ tenant: "acme", runId: "a/b c" })).toBe("/t/acme/runs/a%2Fb%20c");
  });

  it("repeats the name of a search parameter with several values and leaves out empty ones", () => {
    expect(runs.link({ tenant: "acme" }, { state: ["failed", "dead"], q: "", flow: undefined })).toBe("/t/acme/runs?state=failed&state=dead");
  });

  it("leads to the same kind of page of another tenant", () => {
    expect(kinOf(runs, "beta")).toBe("/t/beta/runs");
    expect(kinOf(run, "beta")).toBe("/t/beta/runs");
  });

  it("leads home when the other tenant cannot have the thing", () => {
    expect(kinOf(secret, "beta")).toBe("/t/beta/home");
  });
});
