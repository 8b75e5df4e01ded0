import { Button, Label } from "@patternfly/react-core";
import { ClipboardListIcon } from "@patternfly/react-icons";
import { ActionsColumn } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { type Column, ListSection, useListState } from "../../shared/list";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { EnvironmentLabel, PageHeader, useToasts } from "../../shared/ui";
import { homeRoute } from "../home";
import { type Tenant, tenantsQuery, useSuspension } from "./api";
import { CreateTenantDialog } from "./CreateTenantDialog";
import { DeleteTenantDialog } from "./DeleteTenantDialog";
import { QuotaDialog } from "./QuotaDialog";

export default function TenantsPage() {
  const list = useListState();
  const query = useQuery(tenantsQuery({ q: list.q, cursor: list.cursor }));
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<Tenant>();
  const [limiting, setLimiting] = useState<Tenant>();
  const create = <Button onClick={() => setCreating(true)}>Create tenant</Button>;
  const columns: Column<Tenant>[] = [
    { key: "name", label: "Tenant", width: 35, render: (tenant) => <span className="pb-two-lines"><span><Name tenant={tenant} /> <EnvironmentLabel environment={tenant.environment} /></span><small className="pb-mono">{tenant.slug}</small></span> },
    { key: "state", label: "State", width: 15, render: (tenant) => (tenant.state === "active" ? <Label isCompact color="green">Active</Label> : <Label isCompact color="orange">Suspended</Label>) },
    { key: "members", label: "Members", width: 10, render: (tenant) => tenant.members },
    { key: "flows", label: "Flows", width: 10, render: (tenant) => tenant.flows },
    { key: "retention", label: "Keeps runs", width: 15, render: (tenant) => `${tenant.runRetentionDays} days` },
    { key: "created", label: "Created", width: 15, render: (tenant) => <Ago at={tenant.createdAt} /> },
    { key: "actions", label: "Actions", action: true, render: (tenant) => <TenantActions tenant={tenant} onDelete={() => setDeleting(tenant)} onLimits={() => setLimiting(tenant)} /> },
  ];
  return (
    <>
      <PageHeader title="Tenants" description="Each tenant has members, connections, flows and runs of its own; no tenant sees another." actions={create} />
      <ListSection label="Tenants" list={list} query={query} columns={columns} rowKey={(tenant) => tenant.slug} searchLabel="Search tenants" empty={<Empty title="No tenants yet" icon={ClipboardListIcon} action={create}>Create the first one; you become its owner and can invite others.</Empty>} />
      {creating && <CreateTenantDialog onClose={() => setCreating(false)} />}
      {deleting && <DeleteTenantDialog tenant={deleting} onClose={() => setDeleting(undefined)} />}
      {limiting && <QuotaDialog tenant={limiting} onClose={() => setLimiting(undefined)} />}
    </>
  );
}

/** A link only where the operator is a member too. */
function Name({ tenant }: { tenant: Tenant }) {
  return tenant.role === undefined ? <>{tenant.name}</> : <Link to={homeRoute.link({ tenant: tenant.slug })}>{tenant.name}</Link>;
}

function TenantActions({ tenant, onDelete, onLimits }: { tenant: Tenant; onDelete: () => void; onLimits: () => void }) {
  const suspension = useSuspension();
  const { toast, failed } = useToasts();
  const set = (suspend: boolean, undo = true) =>
    suspension.mutate({ tenant: tenant.slug, suspend }, {
      onSuccess: () => toast({ title: `${tenant.name} is ${suspend ? "suspended: no trigger fires and only operators get in" : "active again"}`, undo: undo ? () => set(!suspend, false) : undefined }),
      onError: (error) => failed(`${tenant.name} could not be ${suspend ? "suspended" : "resumed"}`, error),
    });
  const active = tenant.state === "active";
  return <ActionsColumn items={[{ title: "Limits…", onClick: onLimits }, { title: active ? "Suspend" : "Resume", onClick: () => set(active) }, { isSeparator: true }, { title: "Delete…", isDanger: true, onClick: onDelete }]} popperProps={{ position: "right" }} />;
}
