import type { UseQueryResult } from "@tanstack/react-query";
import { HistoryIcon } from "@patternfly/react-icons";
import type { Page, Schema } from "../../shared/api";
import { type Column, ListSection, type ListState } from "../../shared/list";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { EventWords } from "./EventWords";

type AuditEvent = Schema<"AuditEvent">;

const columns: Column<AuditEvent>[] = [
  { key: "at", label: "When", width: 15, render: (event) => <Ago at={event.at} /> },
  { key: "actor", label: "Who", width: 20, render: (event) => event.actor },
  { key: "what", label: "What", width: 45, render: (event) => <span className="pb-two-lines"><span><EventWords event={event} /></span>{event.detail && <small>{event.detail}</small>}</span> },
  { key: "address", label: "From", width: 20, render: (event) => <span className="pb-mono">{event.address}</span> },
];

export function AuditList({ list, query }: { list: ListState; query: UseQueryResult<Page<AuditEvent>> }) {
  return <ListSection label="Audit trail" list={list} query={query} columns={columns} rowKey={(event) => event.id} searchLabel="Search who and what" empty={<Empty title="Nothing has happened yet" icon={HistoryIcon}>Every change and every refusal will be listed here.</Empty>} />;
}
