import { Checkbox, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, TextArea, TextInput } from "@patternfly/react-core";
import { MapInput } from "./MapInput";
import type { FieldSpec } from "./schema";
import { SecretInput } from "./SecretInput";

export interface FieldFacts {
  spec: FieldSpec;
  id: string;
  value: unknown;
  problem: string | undefined;
  /** A secret that is set and stays when the field is left empty. */
  kept: boolean;
  keptLength: number | undefined;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

export function SchemaField(facts: FieldFacts) {
  const { spec, id, problem } = facts;
  if (spec.kind === "boolean") {
    return (
      <FormGroup fieldId={id}>
        <Checkbox id={id} label={spec.label} description={spec.help} isChecked={facts.value === true} isDisabled={facts.disabled} onChange={(_, checked) => facts.onChange(checked)} />
        <Hint id={id} problem={problem} help={undefined} />
      </FormGroup>
    );
  }
  return (
    <FormGroup label={spec.label} fieldId={id} isRequired={spec.required && !facts.kept}>
      <Input {...facts} />
      <Hint id={id} problem={problem} help={spec.help} />
    </FormGroup>
  );
}

export function Hint({ id, problem, help }: { id: string; problem: string | undefined; help: string | undefined }) {
  const text = problem ?? help;
  if (text === undefined) return null;
  return (
    <FormHelperText>
      <HelperText id={`${id}-hint`} isLiveRegion={problem !== undefined}>
        <HelperTextItem variant={problem === undefined ? "default" : "error"}>{text}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}

function Input({ spec, id, value, problem, kept, keptLength, disabled, onChange }: FieldFacts) {
  const validated = problem === undefined ? "default" : "error";
  const common = { id, isRequired: spec.required && !kept, isDisabled: disabled, validated, "aria-describedby": `${id}-hint`, placeholder: sampleText(spec.sample) } as const;
  switch (spec.kind) {
    case "secret":
      return <SecretInput {...common} value={text(value)} kept={kept} keptLength={keptLength} onChange={onChange} />;
    case "multiline":
      return <TextArea {...common} value={text(value)} onChange={(_, next) => onChange(next)} resizeOrientation="vertical" autoResize rows={4} />;
    case "json":
      return <TextArea {...common} className="pb-mono" value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value, null, 2)} onChange={(_, next) => onChange(next)} resizeOrientation="vertical" rows={5} />;
    case "list":
      return <TextArea {...common} value={Array.isArray(value) ? value.join("\n") : ""} onChange={(_, next) => onChange(next === "" ? undefined : next.split("\n"))} placeholder="One a line" resizeOrientation="vertical" rows={3} />;
    case "choice":
      return (
        <FormSelect {...common} value={text(value)} onChange={(_, next) => onChange(next === "" ? undefined : next)}>
          <FormSelectOption value="" label={spec.required ? "Choose…" : "Not set"} isPlaceholder />
          {spec.options.map((option) => (
            <FormSelectOption key={option.value} value={option.value} label={option.label} />
          ))}
        </FormSelect>
      );
    case "map":
      return <MapInput id={id} label={spec.label} value={value} disabled={disabled} onChange={onChange} />;
    case "integer":
    case "number":
      return <TextInput {...common} inputMode="decimal" value={text(value)} onChange={(_, next) => onChange(numeric(next))} />;
    case "text":
    case "boolean":
    case "group":
      return <TextInput {...common} value={text(value)} onChange={(_, next) => onChange(next)} />;
  }
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** A number where the text is one; else the text, so that the field can say what is wrong. */
function numeric(value: string): unknown {
  const trimmed = value.trim();
  return trimmed === "" || Number.isNaN(Number(trimmed)) || trimmed.endsWith(".") ? trimmed : Number(trimmed);
}

function sampleText(sample: unknown): string | undefined {
  if (sample === undefined || sample === null || sample === "") return undefined;
  return `For example ${typeof sample === "string" ? sample : JSON.stringify(sample)}`;
}
