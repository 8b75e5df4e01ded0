import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { type Column, ListSection, useListState } from "../../shared/list";
import { TriggerName } from "../../shared/run";
import { useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { PageHeader } from "../../shared/ui";
import { flowsQuery } from "./api";
import { flowRoute } from "./routes";

export default function FlowsPage() {
  const tenant = useTenant();
  const list = useListState();
  const query = useQuery(flowsQuery(tenant.slug, { q: list.q, cursor: list.cursor }));
  const columns: Column<Schema<"FlowSummary">>[] = [
    { key: "name", label: "Name", render: (flow) => <Link to={flowRoute.link({ tenant: tenant.slug, flowId: flow.id })}>{flow.name}</Link> },
    { key: "trigger", label: "Trigger", render: (flow) => <TriggerName kind={flow.trigger} /> },
  ];
  return (
    <>
      <PageHeader title="Flows" />
      <ListSection label="Flows" list={list} query={query} columns={columns} rowKey={(flow) => flow.id} searchLabel="Search flows" empty={<Empty title="No flows yet">Start from a template.</Empty>} />
    </>
  );
}
