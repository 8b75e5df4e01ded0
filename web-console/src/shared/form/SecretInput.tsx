import { Button, InputGroup, InputGroupItem, TextInput, type TextInputProps } from "@patternfly/react-core";
import { EyeIcon, EyeSlashIcon } from "@patternfly/react-icons";
import { useState } from "react";

interface Facts extends Omit<TextInputProps, "onChange" | "ref" | "value"> {
  value: string;
  kept?: boolean;
  keptLength?: number | undefined;
  onChange: (value: string) => void;
}

/** A secret being typed: hidden until asked for. One that is set already is told by its length only. */
export function SecretInput({ value, kept = false, keptLength, onChange, placeholder, ...props }: Facts) {
  const [seen, setSeen] = useState(false);
  const length = keptLength === undefined ? "" : `, ${keptLength} characters`;
  return (
    <InputGroup>
      <InputGroupItem isFill>
        <TextInput {...props} type={seen ? "text" : "password"} autoComplete={props.autoComplete ?? "off"} spellCheck={false} value={value} placeholder={kept ? `Set${length}. Leave empty to keep it` : placeholder} onChange={(_, next) => onChange(next)} />
      </InputGroupItem>
      <InputGroupItem>
        <Button variant="control" aria-label={seen ? "Hide what is typed" : "Show what is typed"} icon={seen ? <EyeSlashIcon /> : <EyeIcon />} onClick={() => setSeen(!seen)} />
      </InputGroupItem>
    </InputGroup>
  );
}
