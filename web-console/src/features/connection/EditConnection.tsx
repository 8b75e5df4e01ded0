import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { asProblem } from "../../shared/api";
import { byPointer, fieldsOf, type FormProblem, initialValues, problemsOf, SchemaForm, settled, type Values } from "../../shared/form";
import { useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { ProblemAlert, useToasts } from "../../shared/ui";
import { connectorQuery } from "../connector";
import { type Connection, useUpdateConnection } from "./api";

interface Facts {
  connection: Connection;
  etag: string | undefined;
  mayWrite: boolean;
}

/** The settings of a connection as its kind's schema describes them. */
export function EditConnection(facts: Facts) {
  const tenant = useTenant().slug;
  const query = useQuery(connectorQuery(tenant, facts.connection.connector));
  return (
    <Loaded query={query}>
      {(connector) => {
        const schema = connector.connectionKinds.find((kind) => kind.id === facts.connection.kind)?.settingsSchema;
        return <SettingsForm {...facts} schema={schema ?? {}} />;
      }}
    </Loaded>
  );
}

function SettingsForm({ connection, etag, mayWrite, schema }: Facts & { schema: Record<string, unknown> }) {
  const tenant = useTenant().slug;
  const update = useUpdateConnection(tenant, connection.name);
  const { toast } = useToasts();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const secrets = useMemo(() => new Map(connection.secrets.filter((mark) => mark.set).map((mark) => [mark.field, mark.length])), [connection.secrets]);
  const [values, setValues] = useState<Values>({ ...initialValues(fields), ...connection.settings });
  const [found, setFound] = useState<FormProblem[]>([]);
  const problem = update.isError ? asProblem(update.error) : undefined;
  const problems = byPointer([...found, ...(problem?.fields ?? [])], "/settings");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = problemsOf(fields, values, new Set(secrets.keys()));
    setFound(wrong);
    if (wrong.length > 0) return;
    update.mutate({ settings: settled(fields, values), etag }, { onSuccess: () => toast({ title: `Connection '${connection.name}' is saved`, body: "Test it to be sure that it works." }) });
  };
  if (fields.length === 0) return <p className="pb-quiet">This kind of connection has no settings.</p>;
  return (
    <Form onSubmit={submit} className="pb-form" aria-label="Settings">
      {problem && <ProblemAlert error={problem} title={problem.status === 412 ? "Somebody else has changed this connection" : undefined} />}
      <SchemaForm fields={fields} values={values} onChange={setValues} problems={problems} secrets={secrets} disabled={!mayWrite} />
      {mayWrite && (
        <ActionGroup>
          <Button type="submit" isLoading={update.isPending} isDisabled={update.isPending}>
            Save
          </Button>
        </ActionGroup>
      )}
    </Form>
  );
}
