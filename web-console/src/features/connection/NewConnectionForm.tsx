import { ActionGroup, Button, Form, FormGroup, Radio } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { asProblem, type Schema } from "../../shared/api";
import { byPointer, fieldsOf, type FormProblem, initialValues, problemsOf, SchemaForm, settled, TextField, type Values } from "../../shared/form";
import { useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { LinkButton, ProblemAlert, useToasts } from "../../shared/ui";
import { connectorQuery } from "../connector";
import { useCreateConnection, useTrySettings } from "./api";
import { CheckOutcome } from "./CheckOutcome";
import { connectionRoute, newConnectionRoute } from "./routes";

export function NewConnectionForm({ connectorId }: { connectorId: string }) {
  const tenant = useTenant().slug;
  const query = useQuery(connectorQuery(tenant, connectorId));
  return <Loaded query={query}>{(connector) => <KindAndSettings key={connector.id} connector={connector} />}</Loaded>;
}

function KindAndSettings({ connector }: { connector: Schema<"Connector"> }) {
  const tenant = useTenant().slug;
  const kinds = connector.connectionKinds;
  const [name, setName] = useState(connector.id);
  const [kind, setKind] = useState(kinds[0]?.id ?? "");
  const schema = kinds.find((each) => each.id === kind)?.settingsSchema;
  const fields = useMemo(() => fieldsOf(schema ?? {}), [schema]);
  const [values, setValues] = useState<Values>(() => initialValues(fields));
  const [found, setFound] = useState<FormProblem[]>([]);
  const { create, attempt, save, tryOut } = useSaving(connector);
  const problem = asMaybeProblem(create.error ?? attempt.error);
  const fieldProblems = [...found, ...(problem?.fields ?? [])];
  const problems = byPointer(fieldProblems, "/settings");

  const request = () => ({ name: name.trim(), connector: connector.id, kind, settings: settled(fields, values) });
  const sound = () => {
    const wrong = problemsOf(fields, values).map((each) => ({ ...each, pointer: `/settings${each.pointer}` }));
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name.trim())) wrong.push({ pointer: "/name", message: "Small letters, digits and hyphens; it starts with a letter or digit." });
    setFound(wrong);
    return wrong.length === 0;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sound()) save(request());
  };
  const choose = (next: string) => {
    const other = fieldsOf(kinds.find((each) => each.id === next)?.settingsSchema ?? {});
    const known = new Set(other.map((field) => field.name));
    setKind(next);
    setFound([]);
    setValues({ ...initialValues(other), ...Object.fromEntries(Object.entries(values).filter(([field]) => known.has(field))) });
  };
  return (
    <Form onSubmit={submit} className="pb-form" aria-label={`Connection to ${connector.label}`}>
      {problem && <ProblemAlert error={problem} />}
      <TextField id="connection-name" label="Name" value={name} onChange={setName} isRequired help="Flows use this name. It cannot be changed later." problem={byPointer(fieldProblems).get("/name")} />
      {kinds.length > 1 && (
        <FormGroup role="radiogroup" label="How it signs in" fieldId="kind" isStack>
          {kinds.map((each) => (
            <Radio key={each.id} id={`kind-${each.id}`} name="kind" label={each.label} description={each.help} isChecked={kind === each.id} onChange={() => choose(each.id)} />
          ))}
        </FormGroup>
      )}
      <SchemaForm fields={fields} values={values} onChange={setValues} problems={problems} />
      {attempt.data && <CheckOutcome result={attempt.data} />}
      <ActionGroup>
        <Button type="submit" isLoading={create.isPending} isDisabled={create.isPending}>Save</Button>
        {connector.checkable && (
          <Button variant="secondary" isLoading={attempt.isPending} isDisabled={attempt.isPending} onClick={() => sound() && tryOut(request())}>Test first</Button>
        )}
        <LinkButton variant="link" to={newConnectionRoute.link({ tenant })}>Other connector</LinkButton>
      </ActionGroup>
    </Form>
  );
}

function useSaving(connector: Schema<"Connector">) {
  const tenant = useTenant().slug;
  const create = useCreateConnection(tenant);
  const attempt = useTrySettings(tenant);
  const navigate = useNavigate();
  const { toast } = useToasts();
  const save = (request: Schema<"ConnectionRequest">) => {
    attempt.reset();
    create.mutate(request, {
      onSuccess: ({ name }) => {
        toast({ title: `Connection '${name}' is saved`, body: connector.checkable ? "Test it to be sure that it works." : undefined });
        void navigate(connectionRoute.link({ tenant, name }));
      },
    });
  };
  const tryOut = (request: Schema<"ConnectionRequest">) => {
    create.reset();
    attempt.mutate(request);
  };
  return { create, attempt, save, tryOut };
}

function asMaybeProblem(error: unknown) {
  return error === null || error === undefined ? undefined : asProblem(error);
}
