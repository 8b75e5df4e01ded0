import { Button, Form, FormGroup, FormSelect, FormSelectOption, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, asProblem, type Schema } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { useSession } from "../../shared/session";
import { ProblemAlert, SecretOnce } from "../../shared/ui";

const LIVES = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "A year" },
];

export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const { tenants } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [tenant, setTenant] = useState(tenants[0]?.slug ?? "");
  const [days, setDays] = useState("90");
  const make = useMutation({ mutationFn: async (body: Schema<"TokenRequest">) => (await api.post("/me/tokens", { body })).data, onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }) });
  if (make.data) return <SecretOnce title={`Token '${make.data.token.name}'`} label="Token" value={make.data.value} note="Keep it like a password. If it is lost, revoke it and make another." onClose={onClose} />;
  const problems = byPointer(make.error ? asProblem(make.error).fields : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name: name.trim(), tenant: tenant === "" ? undefined : tenant, expiresInDays: days === "" ? undefined : Number(days) });
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="token-title">
      <ModalHeader title="Make a token" labelId="token-title" />
      <ModalBody>
        <Form id="token" onSubmit={submit}>
          {make.isError && <ProblemAlert error={make.error} />}
          <TextField id="token-name" label="Name" value={name} onChange={setName} isRequired autoFocus maxLength={100} help="The program that will use it." problem={problems.get("/name")} />
          <FormGroup label="Good for" fieldId="token-tenant">
            <FormSelect id="token-tenant" value={tenant} onChange={(_, next) => setTenant(next)}>
              {tenants.map((each) => (
                <FormSelectOption key={each.slug} value={each.slug} label={`${each.name} (${each.environment || each.slug})`} />
              ))}
              <FormSelectOption value="" label="All your tenants" />
            </FormSelect>
          </FormGroup>
          <FormGroup label="Ends after" fieldId="token-days">
            <FormSelect id="token-days" value={days} onChange={(_, next) => setDays(next)}>
              {LIVES.map((life) => (
                <FormSelectOption key={life.days} value={String(life.days)} label={life.label} />
              ))}
              <FormSelectOption value="" label="Never" />
            </FormSelect>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="token" isLoading={make.isPending} isDisabled={name.trim() === "" || make.isPending}>Make the token</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
