import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { asProblem, type Schema } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { useTenant } from "../../shared/session";
import { ProblemAlert, SecretOnce } from "../../shared/ui";
import { type Role, ROLES, useInvite } from "./api";

/** Asks whom to invite as what, then shows the link once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const tenant = useTenant();
  const invite = useInvite(tenant.slug);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("builder");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email: email.trim(), role });
  };
  if (invite.data) return <Link made={invite.data} onClose={onClose} />;
  const problems = byPointer(invite.error ? asProblem(invite.error).fields : []);
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="invite-title">
      <ModalHeader title={`Invite to ${tenant.name}`} labelId="invite-title" />
      <ModalBody>
        <Form id="invite" onSubmit={submit}>
          {invite.isError && <ProblemAlert error={invite.error} />}
          <TextField id="invite-email" label="E-mail address" type="email" value={email} onChange={setEmail} isRequired autoFocus problem={problems.get("/email")} />
          <FormGroup role="radiogroup" label="Role" fieldId="invite-role" isStack>
            {ROLES.map((each) => (
              <Radio key={each.role} id={`invite-${each.role}`} name="invite-role" label={each.label} description={each.may} isChecked={role === each.role} onChange={() => setRole(each.role)} />
            ))}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="invite" isLoading={invite.isPending} isDisabled={!/^\S+@\S+$/.test(email.trim()) || invite.isPending}>Make the link</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

function Link({ made, onClose }: { made: Schema<"NewInvitation">; onClose: () => void }) {
  return <SecretOnce title="Send this link" label="Invitation link" value={made.link} note={`Send it to ${made.invitation.email} yourself. Whoever has the link can join as ${made.invitation.role}.`} onClose={onClose} />;
}
