import { expect, it } from "vitest";
import { actionWords } from "./words";

it("says what was done to what", () => expect(["flow.publish", "member.invite", "api-token.revoke"].map(actionWords)).toEqual(["Published flow", "Invited member", "Revoked api token"]));
it("shows an action that it does not know as it is", () => expect(actionWords("keyset.rotate-all")).toBe("keyset.rotate-all"));
