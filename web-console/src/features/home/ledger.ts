import type { Schema } from "../../shared/api";
import { type RunState, wordsOf } from "../../shared/run/states";

export type Ledger = Schema<"Ledger">;

export interface LedgerLine {
  label: string;
  count: number;
  state: RunState;
}

type Count = "done" | "failed" | "running" | "waiting" | "queued" | "uncertain" | "dead" | "cancelled";

const PARTS: { field: Count; state: RunState }[] = [
  { field: "done", state: "succeeded" },
  { field: "failed", state: "failed" },
  { field: "running", state: "running" },
  { field: "waiting", state: "waiting" },
  { field: "queued", state: "queued" },
  { field: "uncertain", state: "uncertain" },
  { field: "dead", state: "dead" },
  { field: "cancelled", state: "cancelled" },
];

/** What became of the accepted runs, one line a state. */
export function linesOf(ledger: Ledger): LedgerLine[] {
  return PARTS.map(({ field, state }) => ({ label: wordsOf(state).label, count: ledger[field], state }));
}

/** What is missing in the sum; counted here too, so that a wrong `difference` of the server shows as well. */
export function differenceOf(ledger: Ledger): number {
  const own = ledger.accepted - ledger.removed - linesOf(ledger).reduce((sum, line) => sum + line.count, 0);
  return own === 0 ? ledger.difference : own;
}
