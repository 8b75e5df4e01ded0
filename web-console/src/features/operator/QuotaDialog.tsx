import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { asProblem, type Schema } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { Loaded } from "../../shared/state";
import { ProblemAlert, useToasts } from "../../shared/ui";
import { quotaQuery, type Tenant, useSetQuota } from "./api";

/** A tenant's weight and limits. */
export function QuotaDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const query = useQuery(quotaQuery(tenant.slug));
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="quota-title">
      <ModalHeader title={`Limits of ${tenant.name}`} labelId="quota-title" />
      <Loaded query={query}>{({ quota, etag }) => <QuotaForm tenant={tenant} quota={quota} etag={etag} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

function QuotaForm({ tenant, quota, etag, onClose }: { tenant: Tenant; quota: Schema<"Quota">; etag: string | undefined; onClose: () => void }) {
  const save = useSetQuota(tenant.slug);
  const { toast } = useToasts();
  const [weight, setWeight] = useState(String(quota.weight));
  const [maxRunning, setMaxRunning] = useState(quota.maxRunning === undefined ? "" : String(quota.maxRunning));
  const [maxQueued, setMaxQueued] = useState(String(quota.maxQueued));
  const problems = byPointer(save.error ? asProblem(save.error).fields : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ body: { weight: Number(weight), maxQueued: Number(maxQueued), ...(maxRunning === "" ? {} : { maxRunning: Number(maxRunning) }) }, etag }, {
      onSuccess: () => {
        toast({ title: `Limits of '${tenant.name}' are saved`, body: "They hold on every node within two seconds." });
        onClose();
      },
    });
  };
  return (
    <>
      <ModalBody>
        <Form id="quota" onSubmit={submit}>
          {save.isError && <ProblemAlert error={save.error} fields={false} />}
          <TextField id="quota-weight" type="number" label="Weight" value={weight} onChange={setWeight} isRequired help="While several tenants have runs that wait, one of weight 2 starts twice as many as one of weight 1. From 1 to 100." problem={problems.get("/weight")} />
          <TextField id="quota-running" type="number" label="Runs at once" value={maxRunning} onChange={setMaxRunning} help="Over all nodes. Empty: no limit." problem={problems.get("/maxRunning")} />
          <TextField id="quota-queued" type="number" label="Runs that may wait" value={maxQueued} onChange={setMaxQueued} isRequired help="With more, new ones are refused until some have started." problem={problems.get("/maxQueued")} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="quota" isLoading={save.isPending} isDisabled={save.isPending || weight === "" || maxQueued === ""}>Save</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </>
  );
}
