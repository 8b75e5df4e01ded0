import { MenuToggle, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { useState } from "react";

interface Facts {
  label: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** One filter of a list: any, or one of the options. */
export function FilterSelect({ label, value, options, onChange }: Facts) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Select
      isOpen={open}
      onOpenChange={setOpen}
      selected={value ?? ""}
      onSelect={(_, next) => {
        onChange(next === "" ? undefined : String(next));
        setOpen(false);
      }}
      toggle={(ref) => (
        <MenuToggle ref={ref} onClick={() => setOpen(!open)} isExpanded={open} aria-label={`${label}: ${chosen?.label ?? "any"}`}>
          {chosen === undefined ? label : `${label}: ${chosen.label}`}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={label}>
        <SelectOption value="">Any</SelectOption>
        {options.map((option) => (
          <SelectOption key={option.value} value={option.value}>
            {option.label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
