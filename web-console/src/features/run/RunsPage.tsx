import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { type Column, ListSection, useListState } from "../../shared/list";
import { StateLabel } from "../../shared/run";
import { useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { PageHeader } from "../../shared/ui";
import { runsQuery } from "./api";
import { runRoute } from "./routes";

export default function RunsPage() {
  const tenant = useTenant();
  const list = useListState();
  const query = useQuery(runsQuery(tenant.slug, { q: list.q, cursor: list.cursor }));
  const columns: Column<Schema<"RunSummary">>[] = [
    { key: "state", label: "State", render: (run) => <StateLabel state={run.state} /> },
    { key: "flow", label: "Flow", render: (run) => <Link to={runRoute.link({ tenant: tenant.slug, runId: run.id })}>{run.flowName}</Link> },
    { key: "accepted", label: "Accepted", render: (run) => <Ago at={run.acceptedAt} /> },
  ];
  return (
    <>
      <PageHeader title="Runs" />
      <ListSection label="Runs" list={list} query={query} columns={columns} rowKey={(run) => run.id} searchLabel="Run id, business key or error text" empty={<Empty title="No runs yet">Turn a flow on, or start one by hand.</Empty>} />
    </>
  );
}
