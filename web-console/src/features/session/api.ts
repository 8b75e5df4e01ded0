import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, rememberCsrfToken, type Schema } from "../../shared/api";
import { type Session, sessionQuery } from "../../shared/session";

/** Takes over the session that a call answered with. */
function useNewSession() {
  const client = useQueryClient();
  return (session: Session) => {
    rememberCsrfToken(session.csrfToken);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
    client.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useSignIn() {
  const onSuccess = useNewSession();
  return useMutation({ mutationFn: async (body: Schema<"SignInRequest">) => (await api.post("/session", { body })).data, onSuccess });
}

export function useChangePassword() {
  const onSuccess = useNewSession();
  return useMutation({ mutationFn: async (body: Schema<"PasswordChangeRequest">) => (await api.put("/session/password", { body })).data, onSuccess });
}

export function useAcceptInvitation(token: string) {
  const onSuccess = useNewSession();
  return useMutation({ mutationFn: async (body: Schema<"InvitationAcceptance">) => (await api.post("/invitations/{token}", { path: { token }, body })).data, onSuccess });
}
