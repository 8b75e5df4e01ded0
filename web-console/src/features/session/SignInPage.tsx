import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { TextField } from "../../shared/form";
import { sessionQuery } from "../../shared/session";
import { Failed } from "../../shared/state";
import { ProblemAlert, SignedOutPage } from "../../shared/ui";
import { useSignIn } from "./api";
import { safeNext } from "./next";
import { passwordRoute } from "./routes";

export default function SignInPage() {
  const session = useQuery(sessionQuery);
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const next = safeNext(search.get("next"));

  if (session.isError) {
    return (
      <SignedOutPage title="Sign in">
        <Failed error={session.error} onRetry={() => void session.refetch()} />
      </SignedOutPage>
    );
  }
  if (session.data?.signedIn === true && !signIn.isPending) {
    return <Navigate replace to={session.data.mustChangePassword ? passwordRoute.link({}, { next }) : next} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ login: login.trim(), password }, { onSuccess: () => void navigate(next, { replace: true }), onError: () => setPassword("") });
  };
  return (
    <SignedOutPage title="Sign in" lead={next === "/" ? undefined : "Sign in to open the page you asked for."}>
      <Form onSubmit={submit}>
        {signIn.isError && <ProblemAlert error={signIn.error} />}
        <TextField id="login" label="User name or e-mail address" value={login} onChange={setLogin} isRequired autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
        <TextField id="password" label="Password" type="password" value={password} onChange={setPassword} isRequired autoComplete="current-password" />
        <ActionGroup>
          <Button type="submit" isBlock isLoading={signIn.isPending} isDisabled={login.trim() === "" || password === "" || signIn.isPending}>
            Sign in
          </Button>
        </ActionGroup>
      </Form>
    </SignedOutPage>
  );
}
