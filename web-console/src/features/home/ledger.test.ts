import { expect, it } from "vitest";
import { differenceOf, type Ledger, linesOf } from "./ledger";

const ledger: Ledger = { accepted: 45, done: 1, failed: 2, cancelled: 3, waiting: 4, running: 5, queued: 6, uncertain: 7, dead: 8, removed: 9, difference: 0 };

it("has a line for every state that a run can be in", () => {
  expect(linesOf(ledger).map((line) => line.count).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it("balances when every accepted run is somewhere", () => expect(differenceOf(ledger)).toBe(0));

it("shows a missing run even if the server says that nothing is missing", () => expect(differenceOf({ ...ledger, accepted: 47 })).toBe(2));

it("believes the server when it says that something is missing", () => expect(differenceOf({ ...ledger, difference: 1 })).toBe(1));
