import { Button, ToolbarItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { type Column, FilterSelect, ListSection, useListState } from "../../shared/list";
import { StateLabel, TriggerName } from "../../shared/run";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { LinkButton, PageHeader } from "../../shared/ui";
import { runRoute, runsRoute } from "../run";
import { templatesRoute } from "../template";
import { type FlowSummary, flowsQuery } from "./api";
import { FLOW_STATES, FlowStateLabel } from "./FlowStateLabel";
import { NewFlow } from "./NewFlow";
import { flowRoute } from "./routes";

export default function FlowsPage() {
  const tenant = useTenant().slug;
  const list = useListState();
  const mayWrite = useCan("flow.write");
  const [creating, setCreating] = useState(false);
  const query = useQuery(flowsQuery(tenant, { q: list.q, cursor: list.cursor, state: list.filter("state") as Schema<"FlowState"> | undefined }));
  const buttons = mayWrite && (
    <>
      <LinkButton variant="primary" to={templatesRoute.link({ tenant })}>Start from a template</LinkButton>
      <Button variant="secondary" onClick={() => setCreating(true)}>New from text</Button>
    </>
  );
  return (
    <>
      <PageHeader title="Flows" description="What runs between the systems that are connected." actions={buttons || undefined} />
      <ListSection
        label="Flows"
        list={list}
        query={query}
        columns={columns(tenant)}
        rowKey={(flow) => flow.id}
        searchLabel="Search flows"
        filters={
          <ToolbarItem>
            <FilterSelect label="State" value={list.filter("state")} options={Object.entries(FLOW_STATES).map(([value, { label }]) => ({ value, label }))} onChange={(value) => list.setFilter("state", value)} />
          </ToolbarItem>
        }
        empty={
          <Empty title="No flows yet" action={buttons || undefined}>
            {mayWrite ? "A template runs against the sandbox at once: two clicks, nothing to connect." : "A builder or owner of this tenant can make the first one."}
          </Empty>
        }
      />
      {creating && <NewFlow onClose={() => setCreating(false)} />}
    </>
  );
}

const columns = (tenant: string): Column<FlowSummary>[] => [
  {
    key: "name",
    label: "Flow",
    width: 35,
    render: (flow) => (
      <span className="pb-two-lines">
        <Link to={flowRoute.link({ tenant, flowId: flow.id })}>{flow.title ?? flow.name}</Link>
        <small>{flow.title === undefined ? flow.summary : flow.name}</small>
      </span>
    ),
  },
  { key: "state", label: "State", width: 15, render: (flow) => <><FlowStateLabel state={flow.state} />{flow.hasDraftChanges && flow.state !== "draft" ? <span className="pb-quiet"> draft differs</span> : null}</> },
  { key: "trigger", label: "Trigger", width: 15, render: (flow) => <TriggerName kind={flow.trigger} /> },
  { key: "last", label: "Last run", width: 20, render: (flow) => flow.lastRun === undefined ? <span className="pb-quiet">never</span> : <Link to={runRoute.link({ tenant, runId: flow.lastRun.id })}><StateLabel state={flow.lastRun.state} /> <Ago at={flow.lastRun.acceptedAt} /></Link> },
  {
    key: "day",
    label: "Last 24 hours",
    width: 15,
    render: (flow) => (
      <span className="pb-nowrap">
        <Link to={runsRoute.link({ tenant }, { flow: flow.id, hours: 24 })}>{flow.runs24h.toLocaleString("en")} runs</Link>
        {flow.failed24h === 0 ? null : <>, <Link className="pb-bad" to={runsRoute.link({ tenant }, { flow: flow.id, hours: 24, state: ["failed", "dead"] })}>{flow.failed24h.toLocaleString("en")} failed</Link></>}
      </span>
    ),
  },
];
