import { Alert, Button, Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Grid, GridItem, Label, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { JsonViewer } from "../../shared/json";
import { useRouteParams } from "../../shared/route";
import { useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { Ago, Exact } from "../../shared/time";
import { CopyButton, PageHeader, ProblemAlert, useToasts } from "../../shared/ui";
import { flowRoute } from "../flow";
import { runRoute } from "../run";
import { type Approval, approvalQuery, useApprovalLink, useDecide } from "./api";
import { ApprovalState } from "./ApprovalState";
import { Decide } from "./Decide";
import { approvalRoute, approvalsRoute } from "./routes";
import { assigneeWords, choiceWords, outcomeWords } from "./words";

export default function ApprovalPage() {
  const tenant = useTenant();
  const { approvalId } = useRouteParams(approvalRoute);
  const query = useQuery(approvalQuery(tenant.slug, approvalId));
  return <Loaded query={query}>{(approval) => <Shown tenant={tenant.slug} approval={approval} />}</Loaded>;
}

function Shown({ tenant, approval }: { tenant: string; approval: Approval }) {
  return (
    <>
      <PageHeader
        title={approval.title}
        trail={[{ label: "Approvals", to: approvalsRoute.link({ tenant }) }]}
        labels={<><ApprovalState state={approval.state} />{approval.test ? <Label isCompact variant="outline">test</Label> : null}</>}
        description={approval.message === "" ? undefined : <p className="pb-text">{approval.message}</p>}
      />
      <PageSection hasBodyWrapper={false}>
        <Grid hasGutter>
          <GridItem lg={7}>
            <Card isFullHeight>
              <CardTitle component="h2">What it is about</CardTitle>
              <CardBody>{approval.details === undefined ? <p className="pb-quiet">The flow gave no details. The run shows what it knows.</p> : <JsonViewer value={approval.details} label="Details" />}</CardBody>
            </Card>
          </GridItem>
          <GridItem lg={5}>
            <Card isFullHeight>
              <CardTitle component="h2">{approval.state === "open" ? "Decide" : "Outcome"}</CardTitle>
              <CardBody className="pb-stack">
                {approval.state === "open" ? <Open tenant={tenant} approval={approval} /> : <Outcome approval={approval} />}
                <Facts tenant={tenant} approval={approval} />
              </CardBody>
            </Card>
          </GridItem>
        </Grid>
      </PageSection>
    </>
  );
}

function Open({ tenant, approval }: { tenant: string; approval: Approval }) {
  const decide = useDecide(tenant, approval.id);
  const link = useApprovalLink(tenant, approval.id);
  const { toast } = useToasts();
  if (!approval.mine) return <Alert isInline variant="info" title="This asks others">{who(approval)} may decide.</Alert>;
  const copy = async () => {
    await navigator.clipboard.writeText(await link.mutateAsync());
    toast({ title: "Link copied. Whoever has it may decide." });
  };
  return (
    <>
      <Decide
        choices={approval.choices}
        error={decide.error}
        isPending={decide.isPending}
        onDecide={(decision, comment) => decide.mutate({ decision, comment }, { onSuccess: () => toast({ title: `${choiceWords(decision)}: the run goes on` }) })}
      />
      <ProblemAlert error={link.error} />
      <div>
        <Button variant="link" isInline isLoading={link.isPending} onClick={() => void copy().catch(() => undefined)}>Copy a link for somebody without an account</Button>
      </div>
    </>
  );
}

function Outcome({ approval }: { approval: Approval }) {
  return (
    <div>
      <p><strong>{outcomeWords(approval)}</strong> {approval.decidedAt === undefined ? null : <span className="pb-quiet"><Ago at={approval.decidedAt} /></span>}</p>
      {approval.comment === undefined ? null : <blockquote className="pb-text">{approval.comment}</blockquote>}
    </div>
  );
}

function who(approval: Approval): string {
  return [...approval.assignees, ...(approval.escalatedAt === undefined ? [] : approval.escalateTo)].map(assigneeWords).join(", ");
}

function Facts({ tenant, approval }: { tenant: string; approval: Approval }) {
  const facts: [string, ReactNode][] = [
    ["Asks", who(approval)],
    ["Escalation", approval.escalateAt === undefined ? undefined : approval.escalatedAt === undefined ? <><Ago at={approval.escalateAt} /> to {approval.escalateTo.map(assigneeWords).join(", ")}</> : <>since <Ago at={approval.escalatedAt} /></>],
    ["Deadline", approval.deadline === undefined ? "none" : <><Exact at={approval.deadline} />, then {approval.atDeadline === undefined ? "the step fails" : choiceWords(approval.atDeadline)}</>],
    ["Asked", <Exact key="asked" at={approval.createdAt} />],
    ["Flow", <Link key="flow" to={flowRoute.link({ tenant, flowId: approval.flowId })}>{approval.flowName}</Link>],
    ["Run", <span key="run" className="pb-mono"><Link to={runRoute.link({ tenant, runId: approval.runId }, { step: approval.stepId })}>{approval.runId}</Link> <CopyButton text={approval.runId} label="Copy run id" /></span>],
  ];
  return (
    <DescriptionList isCompact isHorizontal>
      {facts.filter(([, value]) => value !== undefined).map(([term, value]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
