import { expect, it } from "vitest";
import { assigneeWords, choiceVariant, choiceWords, outcomeWords } from "./words";

it("writes a choice as words of a button", () => expect(["approve", "needs-changes", "ship_it now"].map(choiceWords)).toEqual(["Approve", "Needs changes", "Ship it now"]));

it("warns of choices that stop something and lets the first go ahead", () =>
  expect(["approve", "reject", "later"].map(choiceVariant)).toEqual(["primary", "danger", "secondary"]));

it("names roles by who has them and people by their login", () =>
  expect(["role:owner", "role:builder", "ada@example.com"].map(assigneeWords)).toEqual(["every owner", "every builder and owner", "ada@example.com"]));

it("says what became of it", () => {
  expect(outcomeWords({ state: "open" })).toBe("Waits");
  expect(outcomeWords({ state: "decided", decision: "approve", decidedBy: "ada", decidedVia: "console" })).toBe("Approve, by ada");
  expect(outcomeWords({ state: "expired", decision: "reject", decidedVia: "deadline" })).toBe("Reject, by the deadline");
  expect(outcomeWords({ state: "expired", decidedVia: "deadline" })).toBe("Nobody decided in time");
  expect(outcomeWords({ state: "withdrawn" })).toBe("The run no longer waits for it");
});
