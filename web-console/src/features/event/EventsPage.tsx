import "./event.css";
import { Button, ToolbarItem } from "@patternfly/react-core";
import { BullhornIcon } from "@patternfly/react-icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { type Column, FilterSelect, ListSection, SearchBox, useListState } from "../../shared/list";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { CopyButton, PageHeader } from "../../shared/ui";
import { type EventFilter, type EventSummary, eventsQuery, newestQuery } from "./api";
import { curlOf } from "./curl";
import { eventRoute } from "./routes";
import { SendEvent } from "./SendEvent";

const PERIODS = [
  { value: "1", label: "Last hour" },
  { value: "24", label: "Last 24 hours" },
  { value: "168", label: "Last 7 days" },
];

export default function EventsPage() {
  const tenant = useTenant().slug;
  const list = useListState();
  const may = useCan("event.write");
  const [sending, setSending] = useState(false);
  const hours = list.filter("hours");
  // Fixed while the page is looked at: a list that asks again by itself would move its rows.
  const since = useMemo(() => (hours === undefined ? undefined : new Date(Date.now() - Number(hours) * 3_600_000).toISOString()), [hours]);
  const narrow: EventFilter = { q: list.q, type: list.filter("type"), source: list.filter("source"), subject: list.filter("subject"), from: list.filter("from") ?? since, to: list.filter("to") };
  const query = useQuery(eventsQuery(tenant, { ...narrow, cursor: list.cursor }));
  const send = may ? <Button variant="secondary" onClick={() => setSending(true)}>Send a test event</Button> : undefined;
  return (
    <>
      <PageHeader
        title="Events"
        labels={list.cursor === undefined ? <News tenant={tenant} filter={narrow} shown={query.data?.items[0]?.position} loaded={query.data !== undefined && !query.isPlaceholderData} /> : undefined}
        description="What other systems said and flows emitted, newest first. Flows listen to events or are started by them."
        actions={send}
      />
      <ListSection
        label="Events"
        list={list}
        query={query}
        columns={COLUMNS(tenant)}
        rowKey={(event) => event.position}
        searchLabel="Part of id, type, source or subject"
        filters={
          <>
            {(["type", "source", "subject"] as const).map((name) => (
              <ToolbarItem key={name}>
                <SearchBox value={list.filter(name) ?? ""} label={`Exact ${name}`} onSearch={(value) => list.setFilter(name, value === "" ? undefined : value)} />
              </ToolbarItem>
            ))}
            <ToolbarItem>
              <FilterSelect label="Time" value={hours} options={PERIODS} onChange={(value) => list.setFilter("hours", value)} />
            </ToolbarItem>
          </>
        }
        empty={<NoEvents tenant={tenant} action={send} />}
      />
      {sending && <SendEvent tenant={tenant} onClose={() => setSending(false)} />}
    </>
  );
}

/** Says that newer events are there; rows never move by themselves. */
function News({ tenant, filter, shown, loaded }: { tenant: string; filter: EventFilter; shown: string | undefined; loaded: boolean }) {
  const client = useQueryClient();
  const newest = useQuery(newestQuery(tenant, filter)).data ?? undefined;
  if (!loaded || newest === undefined || newest === shown || Number(newest) < Number(shown ?? 0)) return null;
  return <Button variant="link" isInline onClick={() => void client.invalidateQueries({ queryKey: ["tenant", tenant, "events", "list"] })}>Newer events: show</Button>;
}

function NoEvents({ tenant, action }: { tenant: string; action: React.ReactNode }) {
  const command = curlOf(window.location.origin, tenant, { specversion: "1.0", id: "1", source: "/shop", type: "com.example.order.paid", data: { order: "A-1" } });
  return (
    <Empty title="No events yet" icon={BullhornIcon} action={action}>
      <p>Send a CloudEvent with an API token of yours, or let a flow <code>emit</code> one.</p>
      <div className="pb-command pb-event-command">
        <pre className="pb-snippet" tabIndex={0} data-testid="curl">{command}</pre>
        <CopyButton text={command} variant="link">Copy command</CopyButton>
      </div>
    </Empty>
  );
}

const COLUMNS = (tenant: string): Column<EventSummary>[] => [
  {
    key: "type",
    label: "Type",
    width: 35,
    render: (event) => (
      <span className="pb-two-lines">
        <Link className="pb-break" to={eventRoute.link({ tenant, position: event.position })}>{event.type}</Link>
        <small className="pb-break">{event.id}</small>
      </span>
    ),
  },
  { key: "source", label: "Source", width: 20, render: (event) => <span className="pb-break">{event.source}</span> },
  { key: "subject", label: "Subject", width: 15, render: (event) => (event.subject === undefined ? <span className="pb-quiet">–</span> : <span className="pb-break">{event.subject}</span>) },
  { key: "runs", label: "Runs", width: 10, render: (event) => (event.runs === 0 ? <span className="pb-quiet">none</span> : event.runs) },
  { key: "received", label: "Received", width: 15, render: (event) => <Ago at={event.receivedAt} /> },
];
