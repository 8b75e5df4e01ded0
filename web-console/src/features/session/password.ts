export const SHORTEST = 12;

/** What is wrong with a new password and its repetition; undefined when nothing is. */
export function passwordProblem(chosen: string, again: string): { chosen?: string; again?: string } | undefined {
  if (chosen.length < SHORTEST) return { chosen: `${SHORTEST - chosen.length} more character${SHORTEST - chosen.length === 1 ? "" : "s"} needed.` };
  if (chosen.length > 200) return { chosen: "At most 200 characters." };
  return chosen === again ? undefined : { again: "The two passwords differ." };
}
