import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api";
import { useListState } from "../../shared/list";
import { useTenant } from "../../shared/session";
import { PageHeader } from "../../shared/ui";
import { AuditList } from "./AuditList";

export default function TenantAuditPage() {
  const tenant = useTenant().slug;
  const list = useListState();
  const { q, cursor } = list;
  const query = useQuery({ queryKey: ["tenant", tenant, "audit", { q, cursor }], queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/audit", { path: { tenant }, query: { q, cursor }, signal })).data, placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title="Audit" description="Who did what, and what was refused. Entries are chained: altering one is found." />
      <AuditList list={list} query={query} />
    </>
  );
}
