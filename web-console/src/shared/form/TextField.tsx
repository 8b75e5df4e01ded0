import { FormGroup, TextInput, type TextInputProps } from "@patternfly/react-core";
import { Hint } from "./SchemaField";
import { SecretInput } from "./SecretInput";

interface Facts extends Omit<TextInputProps, "onChange" | "ref" | "value" | "id" | "label"> {
  id: string;
  label: string;
  value: string;
  help?: string;
  problem?: string | undefined;
  onChange: (value: string) => void;
}

/** One labelled text field with help and its problem. */
export function TextField({ id, label, help, problem, onChange, type, ...props }: Facts) {
  const common = { ...props, id, validated: problem === undefined ? ("default" as const) : ("error" as const), "aria-describedby": `${id}-hint` };
  return (
    <FormGroup label={label} fieldId={id} isRequired={props.isRequired}>
      {type === "password" ? <SecretInput {...common} onChange={onChange} /> : <TextInput {...common} type={type} onChange={(_, next) => onChange(next)} />}
      <Hint id={id} problem={problem} help={help} />
    </FormGroup>
  );
}
