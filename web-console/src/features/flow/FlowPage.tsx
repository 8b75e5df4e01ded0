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
import { type Draft, useDraft } from "./build/useDraft";
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
  if (query.data !== undefined) return <OpenFlow key={flowId} flow={query.data.data} etag={query.data.etag} tenant={tenant} />;
  return (
    <>
      <PageHeader title="Flow" trail={[{ label: "Flows", to: flowsRoute.link({ tenant }) }]} />
      <PageSection hasBodyWrapper={false} isFilled>
        <Loaded query={query}>{() => null}</Loaded>
      </PageSection>
    </>
  );
}

function OpenFlow({ flow, etag, tenant }: { flow: Flow; etag: string | undefined; tenant: string }) {
  const draft = useDraft(tenant, flow, etag);
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab") ?? "build";
  const tab: TabKey = asked in TABS ? (asked as TabKey) : "build";
  return (
    <>
      <PageHeader
        title={flow.title ?? flow.name}
        trail={[{ label: "Flows", to: flowsRoute.link({ tenant }) }]}
        labels={<FlowStateLabel state={flow.state} compact={false} />}
        description={<FlowFacts flow={flow} />}
        actions={<FlowActions flow={flow} draft={draft} tenant={tenant} />}
      >
        <Tabs activeKey={tab} onSelect={(_, key) => setSearch({ tab: String(key) }, { replace: true })} aria-label="Parts of the flow">
          {Object.entries(TABS).map(([key, label]) => <Tab key={key} eventKey={key} tabContentId="flow-part" title={<TabTitleText>{label}</TabTitleText>} />)}
        </Tabs>
      </PageHeader>
      <PageSection hasBodyWrapper={false} isFilled id="flow-part" role="tabpanel" aria-label={TABS[tab]}>
        {tab === "build" && <Build flow={flow} draft={draft} tenant={tenant} />}
        {tab === "trigger" && <Trigger flow={flow} tenant={tenant} />}
        {tab === "versions" && <Versions flow={flow} text={draft.text} tenant={tenant} />}
        {tab === "settings" && <Settings flow={flow} tenant={tenant} />}
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

function FlowActions({ flow, draft, tenant }: { flow: Flow; draft: Draft; tenant: string }) {
  const mayPublish = useCan("flow.publish");
  const turn = useTurn(tenant, flow.id);
  const { toast, failed } = useToasts();
  const [publishing, setPublishing] = useState(false);
  const on = flow.state === "on";
  /** What is typed is checked by the server before the question is asked. */
  const ask = async () => {
    if (await draft.keeper.save()) setPublishing(true);
    else failed("The draft is not saved, so it was not published", draft.error ?? draft.keeper.snapshot().error);
  };
  const change = (next: boolean) =>
    turn.mutate(next, {
      onSuccess: () => toast({ title: `Flow '${flow.name}' is ${next ? "on" : "off"}`, body: next ? "Its trigger starts runs from now on." : "No new runs start; those under way go on.", undo: () => turn.mutate(!next, { onError: (error) => failed(`Flow '${flow.name}' was not turned ${next ? "off" : "on"} again`, error) }) }),
      onError: (error) => failed(`Flow '${flow.name}' was not turned ${next ? "on" : "off"}`, error),
    });
  return (
    <>
      <LinkButton variant="link" to={runsRoute.link({ tenant }, { flow: flow.id })}>Runs</LinkButton>
      {mayPublish ? (
        <>
          <Switch id="flow-on" label={on ? "On" : "Off"} isChecked={on} isDisabled={flow.state === "draft" || turn.isPending} onChange={(_, next) => change(next)} aria-label="Turn the flow on" />
          <Button variant="primary" isDisabled={!flow.hasDraftChanges && draft.state === "saved"} onClick={() => void ask()}>Publish</Button>
        </>
      ) : null}
      {publishing && <Publish flow={flow} draft={draft} tenant={tenant} onClose={() => setPublishing(false)} />}
    </>
  );
}
