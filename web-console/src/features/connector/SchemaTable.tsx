import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { type FieldSpec, fieldsOf } from "../../shared/form";

/** The fields of a schema as documentation. */
export function SchemaTable({ label, schema }: { label: string; schema: Record<string, unknown> }) {
  const rows = flatten(fieldsOf(schema), "");
  if (rows.length === 0) return <p className="pb-quiet">None.</p>;
  return (
    <Table aria-label={label} variant="compact" borders={false} gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th width={30}>Field</Th>
          <Th width={25}>Type</Th>
          <Th width={45}>Meaning</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ path, spec }) => (
          <Tr key={path}>
            <Td dataLabel="Field">
              <code className="pb-mono">{path}</code>
              {spec.required && <span className="pb-quiet"> needed</span>}
            </Td>
            <Td dataLabel="Type">{spec.kind === "secret" ? "secret" : spec.type}</Td>
            <Td dataLabel="Meaning">{meaning(spec)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function flatten(specs: readonly FieldSpec[], prefix: string): { path: string; spec: FieldSpec }[] {
  return specs.flatMap((spec) => [{ path: prefix + spec.name, spec }, ...flatten(spec.fields, `${prefix}${spec.name}.`)]);
}

function meaning(spec: FieldSpec): string {
  const blank = spec.initial === undefined || ["{}", "[]", '""'].includes(JSON.stringify(spec.initial));
  const initial = blank ? undefined : `Default: ${JSON.stringify(spec.initial)}.`;
  const range = spec.min !== undefined && spec.max !== undefined ? `From ${spec.min} to ${spec.max}.` : undefined;
  return [`${spec.label}.`, spec.help, range, initial].filter((part) => part !== undefined).join(" ");
}
