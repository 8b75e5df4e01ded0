import type { Approval } from "./api";

/** "needs-changes" → "Needs changes". */
export function choiceWords(choice: string): string {
  const text = choice.replaceAll(/[-_]+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const STOPS = new Set(["reject", "decline", "deny", "no", "stop", "cancel", "refuse"]);

/** The first choice goes ahead; words that say no warn; the others are quiet. */
export function choiceVariant(choice: string, place: number): "primary" | "danger" | "secondary" {
  if (STOPS.has(choice.toLowerCase())) return "danger";
  return place === 0 ? "primary" : "secondary";
}

/** "role:builder" → "every builder and owner", as higher roles may do all that lower ones may. */
export function assigneeWords(who: string): string {
  return ROLES[who] ?? who;
}

const ROLES: Record<string, string> = { "role:viewer": "every member", "role:builder": "every builder and owner", "role:owner": "every owner" };

export function outcomeWords({ state, decision, decidedBy, decidedVia }: Pick<Approval, "state" | "decision" | "decidedBy" | "decidedVia">): string {
  if (state === "withdrawn") return "The run no longer waits for it";
  if (decidedVia === "deadline" || state === "expired") return decision === undefined ? "Nobody decided in time" : `${choiceWords(decision)}, by the deadline`;
  return decision === undefined ? "Waits" : `${choiceWords(decision)}${decidedBy === undefined ? "" : `, by ${decidedBy}`}`;
}
