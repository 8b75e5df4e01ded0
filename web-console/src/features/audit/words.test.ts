import { expect, it } from "vitest";
import { actionWords } from "./words";

it("says what was done to what", () =>
  expect(["flow.publish", "member.invite", "api-token.revoke", "flow.turn-on", "member.change-role", "flow.set-secret", "session.sign-in", "member.revoke-invitation"].map(actionWords)).toEqual([
    "Published flow", "Invited member", "Revoked api token", "Turned on flow", "Changed role of member", "Set secret of flow", "Signed in", "Revoked the invitation of",
  ]));

it("shows an action that it does not know as it is", () => {
  for (const action of ["keyset.melt-down", "run.start-over.x", "odd"]) expect(actionWords(action)).toBe(action);
});
