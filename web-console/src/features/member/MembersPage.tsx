import { Button } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Column, ListSection, useListState } from "../../shared/list";
import { useCan, useSession, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { ConfirmDialog, PageHeader, useToasts } from "../../shared/ui";
import { type Member, membersQuery, ROLES, useRemoveMember } from "./api";
import { InviteDialog } from "./InviteDialog";
import { OpenInvitations } from "./OpenInvitations";
import { RoleSelect } from "./RoleSelect";

export default function MembersPage() {
  const tenant = useTenant();
  const me = useSession().account?.id;
  const mayWrite = useCan("member.write");
  const list = useListState();
  const query = useQuery(membersQuery(tenant.slug, { q: list.q, cursor: list.cursor }));
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<Member>();
  const columns: Column<Member>[] = [
    { key: "name", label: "Name", width: 40, render: (member) => <span className="pb-two-lines"><span>{member.name}{member.accountId === me && <span className="pb-quiet"> (you)</span>}</span><small>{member.email ?? member.login}</small></span> },
    { key: "role", label: "Role", width: 20, render: (member) => (mayWrite ? <RoleSelect member={member} /> : ROLES.find(({ role }) => role === member.role)?.label) },
    { key: "seen", label: "Last seen", width: 15, render: (member) => <Ago at={member.lastSeenAt} /> },
    { key: "joined", label: "Joined", width: 15, render: (member) => <Ago at={member.joinedAt} /> },
    ...(mayWrite ? [{ key: "remove", label: "Remove", action: true, render: (member: Member) => <Button variant="link" isDanger onClick={() => setRemoving(member)} aria-label={`Remove ${member.name}`}>Remove</Button> }] : []),
  ];
  return (
    <>
      <PageHeader title="Members" description={`Who may see and change what in ${tenant.name}.`} actions={mayWrite ? <Button onClick={() => setInviting(true)}>Invite</Button> : undefined} />
      <OpenInvitations invitations={query.data?.invitations ?? []} mayWrite={mayWrite} />
      <ListSection label="Members" list={list} query={query} columns={columns} rowKey={(member) => member.accountId} searchLabel="Search members" empty={<Empty title="No members">Invite the first one.</Empty>} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {removing && <Removal member={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function Removal({ member, onClose }: { member: Member; onClose: () => void }) {
  const tenant = useTenant();
  const remove = useRemoveMember(tenant.slug);
  const { toast } = useToasts();
  const confirm = async () => {
    await remove.mutateAsync(member.accountId);
    toast({ title: `${member.name} is no longer a member of ${tenant.name}` });
  };
  return (
    <ConfirmDialog title={`Remove ${member.name}?`} action="Remove" onConfirm={confirm} onClose={onClose}>
      {member.name} loses access at once, and so do the API tokens made for this tenant. Flows and connections stay.
    </ConfirmDialog>
  );
}
