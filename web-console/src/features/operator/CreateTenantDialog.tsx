import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { asProblem } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { ProblemAlert, TimeZoneField, useToasts } from "../../shared/ui";
import { homeRoute } from "../home";
import { useCreateTenant } from "./api";
import { SLUG, slugOf } from "./format";

export function CreateTenantDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateTenant();
  const navigate = useNavigate();
  const { toast } = useToasts();
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string>();
  const [environment, setEnvironment] = useState("production");
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const slug = typed ?? slugOf(name);
  const problems = byPointer(create.error ? asProblem(create.error).fields : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ slug, name: name.trim(), environment: environment.trim(), timeZone }, {
      onSuccess: (tenant) => {
        toast({ title: `Tenant '${tenant.name}' is created`, body: "You are its owner." });
        onClose();
        void navigate(homeRoute.link({ tenant: tenant.slug }));
      },
    });
  };
  const slugProblem = problems.get("/slug") ?? (slug !== "" && !SLUG.test(slug) ? "2 to 39 small letters, digits and hyphens; it starts with a letter or digit." : undefined);
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="tenant-title">
      <ModalHeader title="Create tenant" labelId="tenant-title" />
      <ModalBody>
        <Form id="tenant" onSubmit={submit}>
          {create.isError && <ProblemAlert error={create.error} fields={false} />}
          <TextField id="tenant-name" label="Name" value={name} onChange={setName} isRequired autoFocus maxLength={100} problem={problems.get("/name")} />
          <TextField id="tenant-slug" label="Short name" value={slug} onChange={setTyped} isRequired help="Part of every address. It cannot be changed later." problem={slugProblem} />
          <TextField id="tenant-environment" label="Environment" value={environment} onChange={setEnvironment} maxLength={30} help="Shown beside the name everywhere, for example production or test." problem={problems.get("/environment")} />
          <TimeZoneField id="tenant-zone" value={timeZone} onChange={setTimeZone} problem={problems.get("/timeZone")} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="tenant" isLoading={create.isPending} isDisabled={name.trim() === "" || !SLUG.test(slug) || create.isPending}>Create tenant</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
