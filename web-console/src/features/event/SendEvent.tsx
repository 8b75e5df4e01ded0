import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextArea } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { asProblem } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { CopyButton, ProblemAlert, useToasts } from "../../shared/ui";
import { type CloudEvent, useSendEvent } from "./api";
import { curlOf, eventOf } from "./curl";
import { eventRoute } from "./routes";

/** Sends an event as a program would; the same as a command to copy. */
export function SendEvent({ tenant, like, onClose }: { tenant: string; like?: CloudEvent; onClose: () => void }) {
  const send = useSendEvent(tenant);
  const navigate = useNavigate();
  const { toast } = useToasts();
  const [id, setId] = useState<string>(() => crypto.randomUUID?.() ?? String(Date.now()));
  const [type, setType] = useState(like?.type ?? "com.example.order.paid");
  const [source, setSource] = useState(like?.source ?? "/console");
  const [subject, setSubject] = useState(like?.subject ?? "");
  const [data, setData] = useState(like === undefined ? '{\n  "order": "A-1"\n}' : like.data === undefined ? "" : JSON.stringify(like.data, null, 2));
  const event = eventOf({ id, type, source, subject, data }, new Date());
  const problems = byPointer(send.error ? asProblem(send.error).fields : []);
  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (event === undefined) return;
    send.mutate(event as CloudEvent, {
      onSuccess: ({ accepted }) => {
        const first = accepted[0];
        toast({ title: first?.duplicate ? "This event was there before" : "The event is in the log" });
        onClose();
        if (first) void navigate(eventRoute.link({ tenant, position: first.position }));
      },
    });
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="send-title">
      <ModalHeader title="Send a test event" labelId="send-title" description="Flows that listen to it take it for a real one." />
      <ModalBody>
        <Form id="send-event" onSubmit={submit}>
          {send.isError && <ProblemAlert error={send.error} />}
          <TextField id="event-type" label="Type" value={type} onChange={setType} isRequired autoFocus help="What happened, such as com.example.order.paid." problem={problems.get("/type")} />
          <TextField id="event-source" label="Source" value={source} onChange={setSource} isRequired help="Who says so: a URI or a path." problem={problems.get("/source")} />
          <TextField id="event-subject" label="Subject" value={subject} onChange={setSubject} help="What it is about, such as an order's number." problem={problems.get("/subject")} />
          <TextField id="event-id" label="Id" value={id} onChange={setId} isRequired help="The same source and id again is the same event." problem={problems.get("/id")} />
          <FormGroup label="Data (JSON)" fieldId="event-data">
            <TextArea id="event-data" className="pb-mono" rows={7} value={data} onChange={(_, next) => setData(next)} resizeOrientation="vertical" validated={event === undefined ? "error" : "default"} aria-describedby="event-data-hint" />
            <small id="event-data-hint" className={event === undefined ? "pb-bad" : "pb-quiet"}>{event === undefined ? "This is not JSON." : "Empty for an event without data."}</small>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="send-event" isDisabled={event === undefined || send.isPending} isLoading={send.isPending}>Send</Button>
        <CopyButton text={() => curlOf(window.location.origin, tenant, event ?? {})} variant="secondary">Copy as curl</CopyButton>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
