import { expect, it } from "vitest";
import { type LetterJob, wordsOf } from "./letters";

const job: LetterJob = { id: "1", action: "replay", state: "done", total: 1200, done: 1198, refused: 0, startedBy: "ada", startedAt: "2026-01-01T00:00:00Z" };

it("says how many of how many", () => expect(wordsOf(job)).toBe("1,198 of 1,200 replayed"));

it("says how many could not", () => expect(wordsOf({ ...job, action: "discard", refused: 2 })).toBe("1,198 of 1,200 discarded, 2 whose flow or input is no longer kept"));
