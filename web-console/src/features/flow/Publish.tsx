import { Alert, Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemAlert, useToasts } from "../../shared/ui";
import { type Flow, usePublish, useTurn } from "./api";

/** Makes the saved draft the next version, with a note for those who read the list of versions later. */
export function Publish({ flow, etag, tenant, onClose }: { flow: Flow; etag: string | undefined; tenant: string; onClose: () => void }) {
  const publish = usePublish(tenant, flow.id);
  const turn = useTurn(tenant, flow.id);
  const { toast, failed } = useToasts();
  const [note, setNote] = useState("");
  const [turnOn, setTurnOn] = useState(flow.state !== "on");
  const errors = flow.problems.filter((problem) => problem.severity === "error");
  const next = (flow.publishedVersion ?? 0) + 1;
  const go = async () => {
    try {
      const { data } = await publish.mutateAsync({ note: note.trim() === "" ? undefined : note.trim(), etag });
      toast({ title: `Version ${data.publishedVersion} of '${flow.name}' is published` });
      onClose();
    } catch {
      return;
    }
    if (turnOn && flow.state !== "on") turn.mutate(true, { onError: (error) => failed(`Flow '${flow.name}' was not turned on`, error) });
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="publish-title">
      <ModalHeader title={`Publish version ${next} of '${flow.name}'`} labelId="publish-title" description="A version never changes. Runs under way stay on the version they began with." />
      <ModalBody>
        <ProblemAlert error={publish.error} />
        {errors.length > 0 ? <Alert isInline variant="danger" title={`${errors.length} problems have to be mended first`}>{errors[0]?.message}</Alert> : null}
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Note" fieldId="publish-note">
            <TextArea id="publish-note" value={note} onChange={(_, text) => setNote(text)} maxLength={2_000} rows={3} resizeOrientation="vertical" placeholder="What changes, and why" />
          </FormGroup>
          {flow.state === "on" ? null : <Checkbox id="publish-on" label="Turn the flow on as well" isChecked={turnOn} onChange={(_, checked) => setTurnOn(checked)} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button onClick={() => void go()} isLoading={publish.isPending} isDisabled={publish.isPending || errors.length > 0}>Publish</Button>
        <Button variant="link" onClick={onClose}>Not yet</Button>
      </ModalFooter>
    </Modal>
  );
}
