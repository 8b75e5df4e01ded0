import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api";
import { useListState } from "../../shared/list";
import { PageHeader } from "../../shared/ui";
import { AuditList } from "./AuditList";

export default function OperatorAuditPage() {
  const list = useListState();
  const { q, cursor } = list;
  const query = useQuery({ queryKey: ["operator", "audit", { q, cursor }], queryFn: async ({ signal }) => (await api.get("/operator/audit", { query: { q, cursor }, signal })).data, placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title="Audit of the installation" description="What operators did: tenants, plugins, settings. Each tenant has an audit trail of its own." />
      <AuditList list={list} query={query} />
    </>
  );
}
