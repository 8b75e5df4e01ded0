import { describe, expect, it } from "vitest";
import { asProblem, errorPage, offline, Problem, problemOf } from "./problem";

const call = "POST /api/v1/tenants";
const answer = (status: number, body: string) => new Response(body, { status, statusText: status === 502 ? "Bad Gateway" : "" });

describe("a failed call", () => {
  it("becomes the problem that the server told, with all its fields", async () => {
    const problem = await problemOf(answer(409, JSON.stringify({ type: "/docs/errors/tenant.slug-taken", title: "Cannot create the tenant", status: 409, code: "tenant.slug-taken", detail: "Choose another.", errors: [{ pointer: "/slug", code: "taken", message: "It is taken." }] })), call);
    expect(problem).toMatchObject({ status: 409, code: "tenant.slug-taken", title: "Cannot create the tenant", message: "Choose another." });
    expect(problem.fields).toEqual([{ pointer: "/slug", code: "taken", message: "It is taken." }]);
  });

  it("that a proxy answered says so and what to do", async () => {
    for (const body of ["<html>Bad gateway</html>", "", "null", '{"error":"x"}']) {
      const problem = await problemOf(answer(502, body), call);
      expect(problem).toMatchObject({ status: 502, code: "console.unexpected-answer" });
      expect(problem.detail).toContain("502 Bad Gateway");
    }
  });

  it("that got no answer says so", () => expect(offline(call)).toMatchObject({ status: 0, code: "console.no-answer" }));

  it("of our own making is not mistaken for the server's", () => {
    expect(asProblem(new TypeError("x is undefined"))).toMatchObject({ code: "console.defect", status: 0 });
    const problem = offline(call);
    expect(asProblem(problem)).toBe(problem);
  });
});

it("tells everything that a colleague needs", () => {
  const problem = new Problem({ status: 422, code: "flow.draft-with-errors", title: "Cannot publish", detail: "Two problems.", fields: [{ pointer: "/text", code: "bad", message: "Bad." }], call });
  expect(problem.details(new Date("2026-11-23T12:00:00Z")).split("\n")).toEqual(["Cannot publish", "Two problems.", "Code: flow.draft-with-errors", "Status: 422", `Call: ${call}`, "/text: Bad. (bad)", "Time: 2026-11-23T12:00:00.000Z"]);
});

it("links to the page of a code", () => expect(errorPage("flow.draft-with-errors")).toBe("/docs/errors/flow.draft-with-errors"));
