import { Content, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useRouteParams } from "../../shared/route";
import { Loaded } from "../../shared/state";
import { LinkButton, Logo } from "../../shared/ui";
import { Markdown } from "./Markdown";
import { errorPageOf } from "./pages";
import { errorHelpRoute } from "./routes";

/** What an error code means; open to everybody, because problems link to it. */
export default function ErrorHelpPage() {
  const { code } = useRouteParams(errorHelpRoute);
  const page = useQuery({ queryKey: ["help", code], queryFn: async () => (await errorPageOf(code)) ?? null, staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => {
    document.title = `${code} – Patchbay`;
  }, [code]);
  return (
    <main className="pb-help">
      <Logo />
      <Title headingLevel="h1" className="pb-gap-above pb-break">{code}</Title>
      <Loaded query={page}>{(text) => (text === null ? <NoPage /> : <Markdown source={text.replace(/^#\s.*\n/, "")} />)}</Loaded>
      <div className="pb-gap-above">
        <LinkButton to="/" variant="secondary">Go to the console</LinkButton>
      </div>
    </main>
  );
}

function NoPage() {
  return (
    <>
      <Content component="p">This code has no page of its own. The message that named it says what could not be done, why, and what to do.</Content>
      <Content component="p">If that does not help, copy the details of the message and send them to the operator of this installation: they hold the code, the call and the time, by which the operator finds the entry in the logs.</Content>
    </>
  );
}
