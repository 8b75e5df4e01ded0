import { ExpandableSection, FormFieldGroup, FormFieldGroupHeader } from "@patternfly/react-core";
import { SchemaField } from "./SchemaField";
import { escapePointer, type FieldSpec, object, type Values } from "./schema";

interface Facts {
  fields: readonly FieldSpec[];
  values: Values;
  onChange: (values: Values) => void;
  /** Messages by JSON pointer into the values. */
  problems: ReadonlyMap<string, string>;
  /** Secrets that are set: their length, when it is known. */
  secrets?: ReadonlyMap<string, number | undefined>;
  disabled?: boolean;
  base?: string;
}

/** The fields of a schema inside a PatternFly form; seldom needed ones are folded away until one has a problem. */
export function SchemaForm(facts: Facts) {
  const usual = facts.fields.filter((spec) => !spec.advanced);
  const advanced = facts.fields.filter((spec) => spec.advanced);
  const wrong = advanced.some((spec) => facts.problems.has(`${facts.base ?? ""}/${escapePointer(spec.name)}`));
  return (
    <>
      <Fields {...facts} fields={usual} />
      {advanced.length > 0 && (
        <ExpandableSection key={String(wrong)} toggleText="More settings" isIndented {...(wrong ? { isExpanded: true } : {})}>
          <div className="pb-stack">
            <Fields {...facts} fields={advanced} />
          </div>
        </ExpandableSection>
      )}
    </>
  );
}

function Fields({ fields, values, onChange, problems, secrets, disabled = false, base = "" }: Facts) {
  const set = (name: string, value: unknown) => onChange({ ...values, [name]: value });
  return (
    <>
      {fields.map((spec) => {
        const pointer = `${base}/${escapePointer(spec.name)}`;
        if (spec.kind === "group") {
          return (
            <FormFieldGroup key={pointer} header={<FormFieldGroupHeader titleText={{ text: spec.label, id: `field${pointer}` }} titleDescription={spec.help} />}>
              <SchemaForm fields={spec.fields} values={object(values[spec.name])} onChange={(inner) => set(spec.name, inner)} problems={problems} secrets={secrets} disabled={disabled} base={pointer} />
            </FormFieldGroup>
          );
        }
        return <SchemaField key={pointer} spec={spec} id={`field${pointer}`} value={values[spec.name]} problem={problems.get(pointer)} kept={base === "" && (secrets?.has(spec.name) ?? false)} keptLength={secrets?.get(spec.name)} disabled={disabled} onChange={(value) => set(spec.name, value)} />;
      })}
    </>
  );
}
