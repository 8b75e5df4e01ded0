import { Button, Label } from "@patternfly/react-core";
import { KeyIcon } from "@patternfly/react-icons";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schema } from "../../shared/api";
import { type Column, ListSection, useListState } from "../../shared/list";
import { Empty } from "../../shared/state";
import { Ago, useNow } from "../../shared/time";
import { ConfirmDialog, PageHeader, useToasts } from "../../shared/ui";
import { NewTokenDialog } from "./NewTokenDialog";

type Token = Schema<"Token">;

export default function TokensPage() {
  const list = useListState();
  const { cursor } = list;
  const query = useQuery({ queryKey: ["tokens", cursor], queryFn: async ({ signal }) => (await api.get("/me/tokens", { query: { cursor }, signal })).data, placeholderData: keepPreviousData });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token>();
  const make = <Button onClick={() => setMaking(true)}>Make a token</Button>;
  const columns: Column<Token>[] = [
    { key: "name", label: "Name", width: 30, render: (token) => <span className="pb-two-lines"><span>{token.name}</span><small className="pb-mono">{token.prefix}…</small></span> },
    { key: "tenant", label: "Good for", width: 20, render: (token) => token.tenant ?? "All your tenants" },
    { key: "expires", label: "Ends", width: 20, render: (token) => <Ending token={token} /> },
    { key: "used", label: "Last used", width: 15, render: (token) => <Ago at={token.lastUsedAt} /> },
    { key: "created", label: "Made", width: 15, render: (token) => <Ago at={token.createdAt} /> },
    { key: "revoke", label: "Revoke", action: true, render: (token) => <Button variant="link" isDanger onClick={() => setRevoking(token)} aria-label={`Revoke ${token.name}`}>Revoke</Button> },
  ];
  return (
    <>
      <PageHeader title="API tokens" description={<>For programs that call the REST API in your name, with your permissions: <code className="pb-mono">Authorization: Bearer pb_…</code></>} actions={make} />
      <ListSection label="API tokens" list={list} query={query} columns={columns} rowKey={(token) => token.id} empty={<Empty title="No tokens yet" icon={KeyIcon} action={make}>Make one for each program, so that each can be revoked alone.</Empty>} />
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoking && <Revocation token={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function Ending({ token }: { token: Token }) {
  const now = useNow();
  if (token.expiresAt === undefined) return <span className="pb-quiet">never</span>;
  return Date.parse(token.expiresAt) < now ? <Label isCompact color="grey">Ended</Label> : <Ago at={token.expiresAt} />;
}

function Revocation({ token, onClose }: { token: Token; onClose: () => void }) {
  const client = useQueryClient();
  const { toast } = useToasts();
  const revoke = useMutation({ mutationFn: () => api.delete("/me/tokens/{tokenId}", { path: { tokenId: token.id } }), onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }) });
  const confirm = async () => {
    await revoke.mutateAsync();
    toast({ title: `The token '${token.name}' is revoked` });
  };
  return (
    <ConfirmDialog title={`Revoke the token '${token.name}'?`} action="Revoke" onConfirm={confirm} onClose={onClose}>
      Programs that use it are refused from now on.
    </ConfirmDialog>
  );
}
