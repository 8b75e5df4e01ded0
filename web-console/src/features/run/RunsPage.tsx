import { Alert, AlertActionLink, Checkbox, PageSection, ToolbarItem } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { type Column, FilterSelect, ListSection, useListState } from "../../shared/list";
import { lookOf, RUN_STATES, type RunState, StateLabel, TRIGGER_KINDS, type TriggerKind, triggerLabel, TriggerName } from "../../shared/run";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago, duration } from "../../shared/time";
import { LinkButton, PageHeader } from "../../shared/ui";
import { flowRoute, flowsQuery, flowsRoute } from "../flow";
import { type RunSummary, runsQuery } from "./api";
import { RunBulk } from "./RunBulk";
import { runRoute } from "./routes";
import { useRunEvents } from "./useRunEvents";

const PERIODS = [
  { value: "1", label: "Last hour" },
  { value: "24", label: "Last 24 hours" },
  { value: "168", label: "Last 7 days" },
];

export default function RunsPage() {
  const tenant = useTenant();
  const list = useListState();
  const mayStart = useCan("run.start");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(runsQuery(tenant.slug, filterOf(list)));
  const { news, show } = useNews(tenant.slug, query.data?.items);
  const toggle = useCallback((id: string) => setChosen((before) => flip(before, id)), []);
  return (
    <>
      <PageHeader title="Runs" description="Every execution of every flow, newest first." actions={mayStart && chosen.size > 0 ? <RunBulk runs={(query.data?.items ?? []).filter((run) => chosen.has(run.id))} onDone={() => setChosen(new Set())} /> : undefined} />
      {news > 0 && list.cursor === undefined ? (
        <PageSection hasBodyWrapper={false}>
          <Alert isInline isPlain variant="info" title={news === 1 ? "1 run changed since this list was loaded" : `${news} runs changed since this list was loaded`} actionLinks={<AlertActionLink onClick={show}>Show</AlertActionLink>} />
        </PageSection>
      ) : null}
      <ListSection
        label="Runs"
        list={list}
        query={query}
        columns={mayStart ? [chooser(chosen, toggle), ...COLUMNS(tenant.slug)] : COLUMNS(tenant.slug)}
        rowKey={(run) => run.id}
        searchLabel="Run id, business key or error text"
        filters={<Filters list={list} tenant={tenant.slug} />}
        empty={
          <Empty title="No runs yet" action={<LinkButton variant="primary" to={flowsRoute.link({ tenant: tenant.slug })}>Go to flows</LinkButton>}>
            Turn a flow on and call its webhook, or start one by hand.
          </Empty>
        }
      />
    </>
  );
}

function filterOf(list: ReturnType<typeof useListState>) {
  const hours = list.filter("hours");
  const test = list.filter("test");
  return {
    q: list.q,
    cursor: list.cursor,
    state: list.filters("state") as RunState[],
    flow: list.filter("flow"),
    trigger: list.filter("trigger") as TriggerKind | undefined,
    from: list.filter("from") ?? (hours === undefined ? undefined : hoursAgo(Number(hours))),
    to: list.filter("to"),
    test: test === undefined ? undefined : test === "true",
  };
}

/** Rounded to the minute, so that the question stays the same while a page is looked at. */
function hoursAgo(hours: number): string {
  const minute = 60_000;
  return new Date(Math.floor(Date.now() / minute) * minute - hours * 60 * minute).toISOString();
}

/** Counts changes instead of moving rows under the pointer; running rows of this page are refreshed quietly. */
function useNews(tenant: string, shown: readonly RunSummary[] | undefined) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useRunEvents(tenant, undefined, {
    onRun: (run) => {
      const here = shown?.find((each) => each.id === run.id);
      if (here === undefined) setChanged((before) => new Set(before).add(run.id));
      else client.setQueriesData<{ items: RunSummary[] }>({ queryKey: ["tenant", tenant, "runs", "list"] }, (page) => page && { ...page, items: page.items.map((each) => (each.id === run.id ? run : each)) });
    },
  });
  const show = () => {
    setChanged(new Set());
    void client.invalidateQueries({ queryKey: ["tenant", tenant, "runs", "list"] });
  };
  return { news: changed.size, show };
}

function Filters({ list, tenant }: { list: ReturnType<typeof useListState>; tenant: string }) {
  const flows = useQuery(flowsQuery(tenant, {}));
  return (
    <>
      <ToolbarItem>
        <FilterSelect label="State" value={list.filters("state").length === 1 ? list.filter("state") : undefined} options={RUN_STATES.map((state) => ({ value: state, label: lookOf(state).label }))} onChange={(value) => list.setFilter("state", value)} />
      </ToolbarItem>
      <ToolbarItem>
        <FilterSelect label="Flow" value={list.filter("flow")} options={(flows.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name }))} onChange={(value) => list.setFilter("flow", value)} />
      </ToolbarItem>
      <ToolbarItem>
        <FilterSelect label="Trigger" value={list.filter("trigger")} options={TRIGGER_KINDS.map((kind) => ({ value: kind, label: triggerLabel(kind) }))} onChange={(value) => list.setFilter("trigger", value)} />
      </ToolbarItem>
      <ToolbarItem>
        <FilterSelect label="Time" value={list.filter("hours")} options={PERIODS} onChange={(value) => list.setFilter("hours", value)} />
      </ToolbarItem>
      <ToolbarItem>
        <FilterSelect label="Tests" value={list.filter("test")} options={[{ value: "false", label: "Without tests" }, { value: "true", label: "Only tests" }]} onChange={(value) => list.setFilter("test", value)} />
      </ToolbarItem>
    </>
  );
}

const COLUMNS = (tenant: string): Column<RunSummary>[] => [
  { key: "state", label: "State", width: 10, render: (run) => <StateLabel state={run.state} /> },
  {
    key: "run",
    label: "Run",
    width: 25,
    render: (run) => (
      <span className="pb-two-lines">
        <Link to={runRoute.link({ tenant, runId: run.id })}>{run.businessKey ?? shortId(run.id)}</Link>
        <small className="pb-break">{run.error?.title ?? (run.test ? "Test of the draft" : run.businessKey === undefined ? "" : shortId(run.id))}</small>
      </span>
    ),
  },
  { key: "flow", label: "Flow", width: 20, render: (run) => <><Link to={flowRoute.link({ tenant, flowId: run.flowId })}>{run.flowName}</Link>{run.flowVersion === undefined ? null : <span className="pb-quiet"> v{run.flowVersion}</span>}</> },
  { key: "trigger", label: "Trigger", width: 15, render: (run) => <TriggerName kind={run.trigger} /> },
  { key: "accepted", label: "Accepted", width: 15, render: (run) => <Ago at={run.acceptedAt} /> },
  { key: "took", label: "Took", width: 10, render: (run) => <span className="pb-nowrap">{run.durationMs === undefined ? "–" : duration(run.durationMs)}</span> },
];

function chooser(chosen: ReadonlySet<string>, toggle: (id: string) => void): Column<RunSummary> {
  return { key: "choose", label: "Choose", action: true, render: (run) => <Checkbox id={`choose-${run.id}`} aria-label={`Choose run ${shortId(run.id)}`} isChecked={chosen.has(run.id)} onChange={() => toggle(run.id)} /> };
}

/** Ids begin with the time, so their end tells them apart. */
export function shortId(id: string): string {
  return `…${id.slice(-8)}`;
}

function flip(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

