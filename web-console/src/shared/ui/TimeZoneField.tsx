import { FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem } from "@patternfly/react-core";

interface Facts {
  id: string;
  value: string;
  onChange: (zone: string) => void;
  help?: string;
  problem?: string | undefined;
  isDisabled?: boolean;
}

/** One of the time zones that the browser knows; a zone that it does not know stays selectable. */
export function TimeZoneField({ id, value, onChange, help, problem, isDisabled }: Facts) {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), value]);
  return (
    <FormGroup label="Time zone" fieldId={id}>
      <FormSelect id={id} value={value} onChange={(_, next) => onChange(next)} isDisabled={isDisabled} validated={problem === undefined ? "default" : "error"} aria-describedby={`${id}-hint`}>
        {[...zones].map((zone) => (
          <FormSelectOption key={zone} value={zone} label={zone} />
        ))}
      </FormSelect>
      <FormHelperText>
        <HelperText id={`${id}-hint`}>
          <HelperTextItem variant={problem === undefined ? "default" : "error"}>{problem ?? help}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
