import { Alert, Content } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../../shared/form";
import { JsonViewer } from "../../shared/json";
import { useRouteParams } from "../../shared/route";
import { Failed, Loading } from "../../shared/state";
import { Ago, Exact } from "../../shared/time";
import { SignedOutPage } from "../../shared/ui";
import { type Offer, offerQuery, useDecideByLink } from "./api";
import { Decide } from "./Decide";
import { approveByLinkRoute } from "./routes";
import { outcomeWords } from "./words";

/** What a link shows to somebody without an account: the question, and nothing of the tenant. */
export default function ApproveByLinkPage() {
  const { token } = useRouteParams(approveByLinkRoute);
  const query = useQuery(offerQuery(token));
  if (query.isPending) return <SignedOutPage title="Decide"><Loading lines={4} /></SignedOutPage>;
  if (query.isError) return <SignedOutPage title="Decide"><Failed error={query.error} onRetry={() => void query.refetch()} /></SignedOutPage>;
  const offer = query.data;
  return (
    <SignedOutPage title={offer.title} lead={<>Asked by the flow {offer.flowName} <Ago at={offer.createdAt} />{offer.test ? ", in a test" : ""}.</>}>
      {offer.message === "" ? null : <Content component="p" className="pb-text">{offer.message}</Content>}
      {offer.details === undefined ? null : <JsonViewer value={offer.details} label="Details" />}
      <div className="pb-gap-above">{offer.state === "open" ? <Form token={token} offer={offer} /> : <Closed offer={offer} />}</div>
    </SignedOutPage>
  );
}

function Form({ token, offer }: { token: string; offer: Offer }) {
  const decide = useDecideByLink(token);
  const [name, setName] = useState("");
  return (
    <div className="pb-stack">
      <TextField id="name" label="Your name" value={name} onChange={setName} isRequired autoComplete="name" maxLength={100} help="Kept with the decision." />
      <Decide choices={offer.choices} error={decide.error} isPending={decide.isPending} isDisabled={name.trim() === ""} onDecide={(decision, comment) => decide.mutate({ decision, comment, name: name.trim() })} />
      {offer.deadline === undefined ? null : <p className="pb-quiet">Until <Exact at={offer.deadline} />.</p>}
    </div>
  );
}

function Closed({ offer }: { offer: Offer }) {
  return (
    <Alert isInline variant={offer.state === "decided" ? "success" : "info"} title={outcomeWords(offer)}>
      {offer.decidedAt === undefined ? "There is nothing to decide any more." : <>Decided <Ago at={offer.decidedAt} />. You can close this page.</>}
    </Alert>
  );
}
