/** "flow.publish" → "Published the flow"; what is not known is shown as it is. */
export function actionWords(action: string): string {
  const [subject = "", verb = ""] = action.split(/[.](?=[^.]*$)/);
  const done = VERBS[verb];
  return done === undefined ? action : `${done} ${subject.replaceAll(/[._-]/g, " ")}`;
}

const VERBS: Record<string, string> = {
  create: "Created", update: "Changed", write: "Changed", delete: "Deleted", remove: "Removed", restore: "Restored", publish: "Published", enable: "Turned on", disable: "Turned off", rollback: "Rolled back",
  invite: "Invited", accept: "Accepted", revoke: "Revoked", suspend: "Suspended", resume: "Resumed", activate: "Activated", install: "Installed", upload: "Uploaded", check: "Tested", cancel: "Cancelled",
  rerun: "Reran", start: "Started", test: "Tested", settle: "Settled", use: "Used", save: "Saved", change: "Changed",
};
