import "./event.css";
import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, Grid, GridItem, Label, PageSection, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useState } from "react";
import { Link } from "react-router";
import { JsonViewer } from "../../shared/json";
import { useRouteParams } from "../../shared/route";
import { StateLabel } from "../../shared/run";
import { useCan } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { Ago, Exact } from "../../shared/time";
import { CopyButton, PageHeader } from "../../shared/ui";
import { flowRoute } from "../flow";
import { runRoute } from "../run";
import { type EventDetail, eventQuery } from "./api";
import { eventRoute, eventsRoute } from "./routes";
import { SendEvent } from "./SendEvent";

const ORIGINS = { api: "over HTTP", flow: "by a flow", platform: "by the platform" } as const;

export default function EventPage(): ReactElement {
  const { tenant, position } = useRouteParams(eventRoute);
  const query = useQuery({ ...eventQuery(tenant, position), refetchInterval: ({ state }) => (state.data?.dispatched === false ? 1_000 : 10_000) });
  const may = useCan("event.write");
  const [sending, setSending] = useState(false);
  const found = query.data;
  return (
    <>
      <PageHeader
        title={found?.summary.type ?? "Event"}
        trail={[{ label: "Events", to: eventsRoute.link({ tenant }) }]}
        description={found && <>Received <Ago at={found.summary.receivedAt} /> {ORIGINS[found.summary.origin]}{found.summary.runId === undefined ? null : <>, emitted by <Link to={runRoute.link({ tenant, runId: found.summary.runId })}>this run</Link></>}</>}
        actions={found && may ? <Button variant="secondary" onClick={() => setSending(true)}>Send one like it</Button> : undefined}
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <Loaded query={query}>{(event) => <Detail detail={event} tenant={tenant} />}</Loaded>
      </PageSection>
      {sending && found && <SendEvent tenant={tenant} like={found.event} onClose={() => setSending(false)} />}
    </>
  );
}

function Detail({ detail, tenant }: { detail: EventDetail; tenant: string }) {
  const { data, data_base64: binary, ...attributes } = detail.event;
  return (
    <div className="pb-stack">
      <Grid hasGutter>
        <GridItem lg={5}>
          <Title headingLevel="h2" size="md" className="pb-gap-below">Attributes</Title>
          <DescriptionList isHorizontal isCompact aria-label="Attributes">
            {Object.entries(attributes).map(([name, value]) => <Fact key={name} name={name}>{shown(name, value)}</Fact>)}
            <Fact name="position">{detail.summary.position}</Fact>
          </DescriptionList>
        </GridItem>
        <GridItem lg={7}>
          <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsCenter" }} className="pb-gap-below">
            <Title headingLevel="h2" size="md">Data</Title>
            <CopyButton text={() => JSON.stringify(detail.event, null, 2)} variant="link">Copy event</CopyButton>
          </Flex>
          {data !== undefined ? <JsonViewer value={data} label="data" /> : binary !== undefined ? <p className="pb-mono">{binary}</p> : <p className="pb-quiet">The event has no data.</p>}
        </GridItem>
      </Grid>
      <div>
        <Title headingLevel="h2" size="md" className="pb-gap-below">Runs</Title>
        <Deliveries detail={detail} tenant={tenant} />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{name}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function shown(name: string, value: unknown): ReactNode {
  if (name === "time" && typeof value === "string") return <Exact at={value} />;
  return <span className="pb-break">{String(value)}</span>;
}

function Deliveries({ detail, tenant }: { detail: EventDetail; tenant: string }) {
  if (detail.deliveries.length === 0) return <p className="pb-quiet">{detail.dispatched ? "No flow listened to it." : "It is about to be handed to the flows that listen."}</p>;
  return (
    <ul className="pb-event-runs">
      {detail.deliveries.map((each) => (
        <li key={`${each.runId} ${each.stepId ?? ""}`}>
          <Label isCompact color={each.effect === "started" ? "blue" : "teal"}>{each.effect}</Label>{" "}
          <Link to={runRoute.link({ tenant, runId: each.runId })}>run …{each.runId.slice(-8)}</Link>
          {each.flowId !== undefined && <> of <Link to={flowRoute.link({ tenant, flowId: each.flowId })}>{each.flowName ?? each.flowId}</Link></>}
          {each.stepId !== undefined && <span className="pb-quiet"> at step {each.stepId}</span>} {each.state !== undefined && <StateLabel state={each.state} />}
        </li>
      ))}
    </ul>
  );
}
