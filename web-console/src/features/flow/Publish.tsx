import { Alert, Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemAlert, useToasts } from "../../shared/ui";
import { type Flow, usePublish, useTurn } from "./api";
import type { Draft } from "./build/useDraft";

/** Saves what is typed and makes it the next version, with a note for those who read the list of versions later. */
export function Publish({ flow, draft, tenant, onClose }: { flow: Flow; draft: Draft; tenant: string; onClose: () => void }) {
  const publish = usePublish(tenant, flow.id);
  const turn = useTurn(tenant, flow.id);
  const { toast, failed } = useToasts();
  const [note, setNote] = useState("");
  const [turnOn, setTurnOn] = useState(flow.state !== "on");
  const errors = flow.problems.filter((problem) => problem.severity === "error");
  const next = (flow.publishedVersion ?? 0) + 1;
  const go = async () => {
    try {
      const published = await draft.keeper.whenSaved(async (etag) => {
        const answer = await publish.mutateAsync({ note: note.trim() === "" ? undefined : note.trim(), etag });
        return { text: answer.data.draft, etag: answer.etag, version: answer.data.publishedVersion };
      });
      if (published === undefined) return;
      toast({ title: `Version ${published.version} of '${flow.name}' is published` });
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
        <ProblemAlert error={publish.error ?? (draft.state === "failed" || draft.state === "conflict" ? draft.error : null)} />
        {errors.length > 0 ? <Alert isInline variant="danger" title={errors.length === 1 ? "One problem has to be mended first" : `${errors.length} problems have to be mended first`}>Line {errors[0]?.line}, column {errors[0]?.column}: {errors[0]?.message}</Alert> : null}
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
