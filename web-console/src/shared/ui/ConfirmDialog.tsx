import { Alert, Button, Content, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import { asProblem, type Problem } from "../api";
import { useMaybeTenant } from "../session";

export interface ConfirmFacts {
  /** "Delete connection 'crm'?" */
  title: string;
  /** What will happen and what stays. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  /** Has to be typed before the button works. */
  typed?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be undone; names the thing and, inside a tenant, the tenant. */
export function ConfirmDialog({ title, children, action, danger = true, typed, onConfirm, onClose }: ConfirmFacts) {
  const tenant = useMaybeTenant();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const blocked = typed !== undefined && text.trim() !== typed;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="confirm-title" aria-describedby="confirm-body">
      <ModalHeader title={title} labelId="confirm-title" titleIconVariant={danger ? "warning" : undefined} />
      <ModalBody id="confirm-body">
        <Content component="p">{children}</Content>
        {tenant && (
          <Content component="p">
            Tenant: <strong>{tenant.name}</strong> ({tenant.environment})
          </Content>
        )}
        {typed !== undefined && (
          <Form onSubmit={(event) => event.preventDefault()}>
            <FormGroup label={`Type ${typed} to go on`} fieldId="confirm-typed">
              <TextInput id="confirm-typed" value={text} onChange={(_, value) => setText(value)} autoComplete="off" />
            </FormGroup>
          </Form>
        )}
        {problem && (
          <Alert isInline variant="danger" title={problem.title} className="pb-gap-above">
            {problem.detail}
          </Alert>
        )}
      </ModalBody>
      <ModalFooter>
        <Button variant={danger ? "danger" : "primary"} onClick={() => void confirm()} isLoading={busy} isDisabled={busy || blocked}>
          {action}
        </Button>
        <Button variant="link" onClick={onClose}>
          Keep it
        </Button>
      </ModalFooter>
    </Modal>
  );
}
