import { Button, Card, CardBody, CardTitle, List, ListItem, PageSection } from "@patternfly/react-core";
import type { Schema } from "../../shared/api";
import { useTenant } from "../../shared/session";
import { Ago } from "../../shared/time";
import { useToasts } from "../../shared/ui";
import { useRevokeInvitation } from "./api";

export function OpenInvitations({ invitations, mayWrite }: { invitations: readonly Schema<"Invitation">[]; mayWrite: boolean }) {
  const tenant = useTenant().slug;
  const revoke = useRevokeInvitation(tenant);
  const { toast, failed } = useToasts();
  if (invitations.length === 0) return null;
  const take = (invitation: Schema<"Invitation">) =>
    revoke.mutate(invitation.id, {
      onSuccess: () => toast({ title: `The invitation of ${invitation.email} is revoked` }),
      onError: (error) => failed(`The invitation of ${invitation.email} could not be revoked`, error),
    });
  return (
    <PageSection hasBodyWrapper={false}>
      <Card isCompact>
        <CardTitle component="h2">{invitations.length === 1 ? "One open invitation" : `${invitations.length} open invitations`}</CardTitle>
        <CardBody>
        <List isPlain>
          {invitations.map((invitation) => (
            <ListItem key={invitation.id}>
              {invitation.email} as {invitation.role}, invited <Ago at={invitation.createdAt} /> by {invitation.invitedBy}, ends <Ago at={invitation.expiresAt} />{" "}
              {mayWrite && <Button variant="link" isInline onClick={() => take(invitation)} aria-label={`Revoke the invitation of ${invitation.email}`}>Revoke</Button>}
            </ListItem>
          ))}
        </List>
        </CardBody>
      </Card>
    </PageSection>
  );
}
