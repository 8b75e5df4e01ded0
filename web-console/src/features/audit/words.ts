/** "flow.publish" → "Published flow"; what is not known is shown as it is. */
export function actionWords(action: string): string {
  const cut = action.lastIndexOf(".");
  const subject = action.slice(0, Math.max(0, cut)).replaceAll(/[._-]/g, " ");
  const verb = action.slice(cut + 1);
  const whole = VERBS[verb];
  if (whole !== undefined) return `${whole} ${subject}`.trimEnd();
  if (ALONE[verb] !== undefined) return ALONE[verb];
  const [first = "", ...object] = verb.split("-");
  const done = VERBS[first];
  return done === undefined || object.length === 0 ? action : `${done} ${object.join(" ")} of ${subject}`;
}

const VERBS: Record<string, string> = {
  create: "Created", update: "Changed", write: "Changed", delete: "Deleted", remove: "Removed", restore: "Restored", publish: "Published", invite: "Invited", revoke: "Revoked",
  suspend: "Suspended", resume: "Resumed", activate: "Activated", release: "Released", install: "Installed", upload: "Uploaded", check: "Tested", cancel: "Cancelled", rerun: "Reran", start: "Started", test: "Tested",
  settle: "Settled", use: "Used", save: "Saved", change: "Changed", set: "Set", rotate: "Rotated", "turn-on": "Turned on", "turn-off": "Turned off", "roll-back": "Rolled back",
};

/** Actions that say all by themselves. */
const ALONE: Record<string, string> = { "sign-in": "Signed in", "sign-out": "Signed out", join: "Joined", leave: "Left", "change-password": "Changed the password of", "revoke-invitation": "Revoked the invitation of" };
