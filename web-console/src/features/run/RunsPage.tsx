import { Button, Checkbox, ToolbarItem } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { Link } from "react-router";
import { type Column, FilterSelect, ListSection, useListState } from "../../shared/list";
import { lookOf, RUN_STATES, type RunState, StateLabel, TRIGGER_KINDS, type TriggerKind, triggerLabel, TriggerName } from "../../shared/run";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago, duration } from "../../shared/time";
import { LinkButton, PageHeader } from "../../shared/ui";
import { flowRoute, flowsQuery, flowsRoute } from "../flow";
import { type RunFilter, type RunSummary, runsQuery } from "./api";
import { concerns, newsWords, withNews } from "./news";
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
  const hours = list.filter("hours");
  // Fixed while the page is looked at: a list that asks again by itself would move its rows.
  const since = useMemo(() => (hours === undefined ? undefined : hoursAgo(Number(hours))), [hours]);
  const filter = filterOf(list, since);
  const query = useQuery(runsQuery(tenant.slug, filter));
  const { news, show } = useNews(tenant.slug, filter, query.data?.items);
  const toggle = useCallback((id: string) => setChosen((before) => flip(before, id)), []);
  return (
    <>
      <PageHeader
        title="Runs"
        labels={news > 0 && list.cursor === undefined ? <Button variant="link" isInline onClick={show}>{newsWords(news)}</Button> : undefined}
        description="Every execution of every flow, newest first."
        actions={mayStart && chosen.size > 0 ? <RunBulk runs={(query.data?.items ?? []).filter((run) => chosen.has(run.id))} onDone={() => setChosen(new Set())} /> : undefined}
      />
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

function filterOf(list: ReturnType<typeof useListState>, since: string | undefined): RunFilter {
  const test = list.filter("test");
  return {
    q: list.q,
    cursor: list.cursor,
    state: list.filters("state") as RunState[],
    flow: list.filter("flow"),
    trigger: list.filter("trigger") as TriggerKind | undefined,
    from: list.filter("from") ?? since,
    to: list.filter("to"),
    test: test === undefined ? undefined : test === "true",
  };
}

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

/** Counts changes instead of moving rows under the pointer; rows of this page change in their place. */
function useNews(tenant: string, filter: RunFilter, shown: readonly RunSummary[] | undefined) {
  const client = useQueryClient();
  const about = JSON.stringify(filter);
  const [changed, setChanged] = useState<{ about: string; ids: ReadonlySet<string> }>({ about, ids: new Set() });
  const ids = changed.about === about ? changed.ids : new Set<string>();
  const lists = { queryKey: ["tenant", tenant, "runs", "list"] };
  useRunEvents(tenant, undefined, true, {
    onRun: (run) => {
      if (shown?.some((each) => each.id === run.id)) client.setQueriesData<{ items: RunSummary[] }>(lists, (page) => page && { ...page, items: page.items.map((each) => (each.id === run.id ? run : each)) });
      else if (concerns(run, filter)) setChanged((before) => ({ about, ids: withNews(before.about === about ? before.ids : new Set(), run.id) }));
    },
  });
  const show = () => {
    setChanged({ about, ids: new Set() });
    void client.invalidateQueries(lists);
  };
  return { news: ids.size, show };
}

function Filters({ list, tenant }: { list: ReturnType<typeof useListState>; tenant: string }) {
  const flows = useQuery(flowsQuery(tenant, { limit: 200 }));
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

