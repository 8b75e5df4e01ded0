import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { TextField } from "../../shared/form";
import { sessionQuery } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { LinkButton, ProblemAlert, SignedOutPage, useToasts } from "../../shared/ui";
import { useChangePassword } from "./api";
import { safeNext } from "./next";
import { passwordProblem, SHORTEST } from "./password";
import { signInRoute } from "./routes";

export default function PasswordPage() {
  const session = useQuery(sessionQuery);
  const [search] = useSearchParams();
  const next = safeNext(search.get("next"));
  return (
    <Loaded query={session}>
      {(data) => {
        if (!data.signedIn) return <Navigate replace to={signInRoute.link({}, { next: "/password" })} />;
        return (
          <SignedOutPage title={data.mustChangePassword ? "Choose your own password" : "Change password"} lead={data.mustChangePassword ? "The password you signed in with was made for one use. Replace it to go on." : "Your other sessions end."}>
            <PasswordForm forced={data.mustChangePassword} login={data.account?.login ?? ""} next={next} />
          </SignedOutPage>
        );
      }}
    </Loaded>
  );
}

function PasswordForm({ forced, login, next }: { forced: boolean; login: string; next: string }) {
  const change = useChangePassword();
  const navigate = useNavigate();
  const { toast } = useToasts();
  const [current, setCurrent] = useState("");
  const [chosen, setChosen] = useState("");
  const [again, setAgain] = useState("");
  const problem = passwordProblem(chosen, again);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ currentPassword: current, newPassword: chosen }, {
      onSuccess: () => {
        toast({ title: "Your password is changed" });
        void navigate(next === "/password" ? "/" : next, { replace: true });
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      {change.isError && <ProblemAlert error={change.error} />}
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      <TextField id="current" label={forced ? "Password you signed in with" : "Present password"} type="password" value={current} onChange={setCurrent} isRequired autoComplete="current-password" />
      <TextField id="chosen" label="New password" type="password" value={chosen} onChange={setChosen} isRequired autoComplete="new-password" help={`At least ${SHORTEST} characters. A few unrelated words are good.`} problem={chosen === "" ? undefined : problem?.chosen} />
      <TextField id="again" label="New password once more" type="password" value={again} onChange={setAgain} isRequired autoComplete="new-password" problem={again === "" ? undefined : problem?.again} />
      <ActionGroup>
        <Button type="submit" isLoading={change.isPending} isDisabled={current === "" || problem !== undefined || change.isPending}>
          Change password
        </Button>
        {!forced && <LinkButton variant="link" to={next}>Cancel</LinkButton>}
      </ActionGroup>
    </Form>
  );
}
