import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { api, type Schema } from "../../shared/api";
import { TextField } from "../../shared/form";
import { useRouteParams } from "../../shared/route";
import { Failed, Loading } from "../../shared/state";
import { Ago } from "../../shared/time";
import { ProblemAlert, SignedOutPage } from "../../shared/ui";
import { useAcceptInvitation } from "./api";
import { passwordProblem, SHORTEST } from "./password";
import { invitationRoute } from "./routes";

export default function InvitationPage() {
  const { token } = useRouteParams(invitationRoute);
  const offer = useQuery({ queryKey: ["invitation", token], queryFn: async ({ signal }) => (await api.get("/invitations/{token}", { path: { token }, signal })).data, retry: false });
  if (offer.isPending) return <SignedOutPage title="Invitation"><Loading lines={4} /></SignedOutPage>;
  if (offer.isError) return <SignedOutPage title="Invitation"><Failed error={offer.error} onRetry={() => void offer.refetch()} /></SignedOutPage>;
  const { tenantName, role, invitedBy, email, expiresAt } = offer.data;
  return (
    <SignedOutPage title={`Join ${tenantName}`} lead={<>{invitedBy} invites {email} as {role}. The invitation ends <Ago at={expiresAt} />.</>}>
      <AcceptForm token={token} offer={offer.data} />
    </SignedOutPage>
  );
}

function AcceptForm({ token, offer }: { token: string; offer: Schema<"InvitationOffer"> }) {
  const accept = useAcceptInvitation(token);
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const fresh = !offer.accountExists;
  const problem = fresh ? passwordProblem(password, again) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate(fresh ? { name: name.trim(), password } : { password }, { onSuccess: () => void navigate("/", { replace: true }) });
  };
  return (
    <Form onSubmit={submit}>
      {accept.isError && <ProblemAlert error={accept.error} />}
      <input type="hidden" name="username" autoComplete="username" value={offer.email} readOnly />
      {fresh && <TextField id="name" label="Your name" value={name} onChange={setName} isRequired autoComplete="name" autoFocus maxLength={100} />}
      <TextField id="password" label={fresh ? "Password" : "Your present password"} type="password" value={password} onChange={setPassword} isRequired autoComplete={fresh ? "new-password" : "current-password"} help={fresh ? `At least ${SHORTEST} characters.` : "You have an account with this e-mail address: the invitation is added to it."} problem={password === "" ? undefined : problem?.chosen} />
      {fresh && <TextField id="again" label="Password once more" type="password" value={again} onChange={setAgain} isRequired autoComplete="new-password" problem={again === "" ? undefined : problem?.again} />}
      <ActionGroup>
        <Button type="submit" isLoading={accept.isPending} isDisabled={password === "" || problem !== undefined || (fresh && name.trim() === "") || accept.isPending}>
          Join {offer.tenantName}
        </Button>
      </ActionGroup>
    </Form>
  );
}
