import "./flow.css";
import { Button, PageSection, Switch, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useRouteParams } from "../../shared/route";
import { TriggerName } from "../../shared/run";
import { useCan } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { LinkButton, PageHeader, useToasts } from "../../shared/ui";
import { runsRoute } from "../run";
import { type Flow, flowQuery, useTurn } from "./api";
import { Build } from "./build/Build";
import { FlowStateLabel } from "./FlowStateLabel";
import { Publish } from "./Publish";
import { flowRoute, flowsRoute } from "./routes";
import { Settings } from "./Settings";
import { Trigger } from "./trigger/Trigger";
import { Versions } from "./version/Versions";

const TABS = { build: "Build", trigger: "Trigger", versions: "Versions", settings: "Settings" } as const;
type TabKey = keyof typeof TABS;

export default function FlowPage() {
  const { tenant, flowId } = useRouteParams(flowRoute);
  const query = useQuery(flowQuery(tenant, flowId));
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab") ?? "build";
  const tab: TabKey = asked in TABS ? (asked as TabKey) : "build";
  const flow = query.data?.data;
  return (
    <>
      <PageHeader
        title={flow?.title ?? flow?.name ?? "Flow"}
        trail={[{ label: "Flows", to: flowsRoute.link({ tenant }) }]}
        labels={flow && <FlowStateLabel state={flow.state} compact={false} />}
        description={flow && <FlowFacts flow={flow} />}
        actions={flow && <FlowActions flow={flow} etag={query.data?.etag} tenant={tenant} />}
      >
        <Tabs activeKey={tab} onSelect={(_, key) => setSearch({ tab: String(key) }, { replace: true })} aria-label="Parts of the flow" className="pb-gap-above">
          {Object.entries(TABS).map(([key, label]) => <Tab key={key} eventKey={key} title={<TabTitleText>{label}</TabTitleText>} />)}
        </Tabs>
      </PageHeader>
      <PageSection hasBodyWrapper={false} isFilled>
        <Loaded query={query}>
          {({ data, etag }) => (
            <>
              {tab === "build" && <Build key={data.id} flow={data} etag={etag} tenant={tenant} />}
              {tab === "trigger" && <Trigger flow={data} tenant={tenant} />}
              {tab === "versions" && <Versions flow={data} tenant={tenant} />}
              {tab === "settings" && <Settings flow={data} tenant={tenant} />}
            </>
          )}
        </Loaded>
      </PageSection>
    </>
  );
}

function FlowFacts({ flow }: { flow: Flow }) {
  return (
    <span className="pb-flow-facts">
      <span className="pb-mono">{flow.namespace}/{flow.name}</span>
      <TriggerName kind={flow.trigger} />
      <span>{flow.publishedVersion === undefined ? "not published yet" : `version ${flow.publishedVersion} is published`}{flow.publishedVersion !== undefined && flow.hasDraftChanges ? "; the draft differs" : ""}</span>
    </span>
  );
}

function FlowActions({ flow, etag, tenant }: { flow: Flow; etag: string | undefined; tenant: string }) {
  const mayPublish = useCan("flow.publish");
  const turn = useTurn(tenant, flow.id);
  const { toast, failed } = useToasts();
  const [publishing, setPublishing] = useState(false);
  const on = flow.state === "on";
  const change = (next: boolean) =>
    turn.mutate(next, {
      onSuccess: () => toast({ title: `Flow '${flow.name}' is ${next ? "on" : "off"}`, body: next ? "Its trigger starts runs from now on." : "No new runs start; those under way go on.", undo: () => turn.mutate(!next) }),
      onError: (error) => failed(`Flow '${flow.name}' was not turned ${next ? "on" : "off"}`, error),
    });
  return (
    <>
      <LinkButton variant="link" to={runsRoute.link({ tenant }, { flow: flow.id })}>Runs</LinkButton>
      {mayPublish ? (
        <>
          <Switch id="flow-on" label={on ? "On" : "Off"} isChecked={on} isDisabled={flow.state === "draft" || turn.isPending} onChange={(_, next) => change(next)} aria-label="Turn the flow on" />
          <Button variant="primary" isDisabled={!flow.hasDraftChanges} onClick={() => setPublishing(true)}>Publish</Button>
        </>
      ) : null}
      {publishing && <Publish flow={flow} etag={etag} tenant={tenant} onClose={() => setPublishing(false)} />}
    </>
  );
}
