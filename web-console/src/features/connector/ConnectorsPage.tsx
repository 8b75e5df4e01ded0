import { BookOpenIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { type Column, ListSection, useListState } from "../../shared/list";
import { useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { PageHeader } from "../../shared/ui";
import { connectorsQuery } from "./api";
import { ConnectorIcon } from "./ConnectorIcon";
import { connectorRoute } from "./routes";

type Summary = Schema<"ConnectorSummary">;

export default function ConnectorsPage() {
  const tenant = useTenant().slug;
  const list = useListState();
  const query = useQuery(connectorsQuery(tenant, { q: list.q, cursor: list.cursor }));
  const columns: Column<Summary>[] = [
    { key: "label", label: "Connector", width: 25, render: (each) => <><ConnectorIcon icon={each.icon} /><Link to={connectorRoute.link({ tenant, connectorId: each.id })}>{each.label}</Link></> },
    { key: "help", label: "What it does", width: 45, render: (each) => each.help ?? "" },
    { key: "actions", label: "Actions", width: 10, render: (each) => each.actions },
    { key: "triggers", label: "Triggers", width: 10, render: (each) => each.triggers },
    { key: "version", label: "Version", width: 10, render: (each) => each.version },
  ];
  return (
    <>
      <PageHeader title="Connectors" description="What plugins offer: actions to call in flows, triggers to start them, and how to connect." />
      <ListSection label="Connectors" list={list} query={query} columns={columns} rowKey={(each) => each.id} searchLabel="Search connectors" empty={<Empty title="No connectors are installed" icon={BookOpenIcon}>An operator installs plugins, which bring connectors.</Empty>} />
    </>
  );
}
