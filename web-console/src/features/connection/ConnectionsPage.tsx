import { PlugIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Column, ListSection, useListState } from "../../shared/list";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { LinkButton, PageHeader } from "../../shared/ui";
import { type ConnectionSummary, connectionsQuery } from "./api";
import { ConnectionStatus } from "./ConnectionStatus";
import { connectionRoute, newConnectionRoute } from "./routes";

export default function ConnectionsPage() {
  const tenant = useTenant();
  const mayWrite = useCan("connection.write");
  const list = useListState();
  const query = useQuery(connectionsQuery(tenant.slug, { q: list.q, cursor: list.cursor, connector: list.filter("connector") }));
  const add = mayWrite ? <LinkButton to={newConnectionRoute.link({ tenant: tenant.slug })}>Add connection</LinkButton> : undefined;
  const columns: Column<ConnectionSummary>[] = [
    { key: "name", label: "Name", width: 25, render: (each) => <Link to={connectionRoute.link({ tenant: tenant.slug, name: each.name })}>{each.name}</Link> },
    { key: "connector", label: "Connector", width: 20, render: (each) => <>{each.connectorLabel} {each.kind !== "none" && <span className="pb-quiet">{each.kind}</span>}</> },
    { key: "status", label: "Last test", width: 35, render: (each) => <LastTest connection={each} /> },
    { key: "flows", label: "Used by", width: 10, render: (each) => (each.usedByFlows === 1 ? "1 flow" : `${each.usedByFlows} flows`) },
    { key: "updated", label: "Changed", width: 10, render: (each) => <Ago at={each.updatedAt} /> },
  ];
  return (
    <>
      <PageHeader title="Connections" description="Accounts with other systems. Flows name them; their secrets are encrypted and never shown again." actions={add} />
      <ListSection
        label="Connections"
        list={list}
        query={query}
        columns={columns}
        rowKey={(each) => each.name}
        searchLabel="Search connections"
        empty={
          <Empty title="No connections yet" icon={PlugIcon} action={add}>
            {mayWrite ? "Add the account of a system that your flows should talk to, or start from a template: it brings connections to the sandbox." : "A builder or an owner can add one."}
          </Empty>
        }
      />
    </>
  );
}

function LastTest({ connection }: { connection: ConnectionSummary }) {
  return (
    <span className="pb-two-lines">
      <span>
        <ConnectionStatus status={connection.status} /> {connection.checkedAt && <Ago at={connection.checkedAt} />}
      </span>
      {connection.status === "failing" && <small>{connection.statusMessage}</small>}
    </span>
  );
}
