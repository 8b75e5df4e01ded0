import { Button, Flex, FlexItem, TextInput } from "@patternfly/react-core";
import { MinusCircleIcon, PlusCircleIcon } from "@patternfly/react-icons";
import { useState } from "react";
import { object } from "./schema";

type Row = [name: string, value: string];

/** Names with texts, such as headers: one row each. */
export function MapInput({ id, label, value, disabled, onChange }: { id: string; label: string; value: unknown; disabled: boolean; onChange: (value: unknown) => void }) {
  const [rows, setRows] = useState<Row[]>(() => Object.entries(object(value)).map(([name, each]) => [name, String(each)]));
  const change = (next: Row[]) => {
    setRows(next);
    const named = next.filter(([name]) => name !== "");
    onChange(named.length === 0 ? undefined : Object.fromEntries(named));
  };
  const replace = (index: number, row: Row) => change(rows.map((each, at) => (at === index ? row : each)));
  return (
    <div id={id} role="group" aria-label={label} className="pb-rows">
      {rows.map(([name, text], index) => (
        <Flex key={index} gap={{ default: "gapSm" }} flexWrap={{ default: "nowrap" }}>
          <FlexItem flex={{ default: "flex_1" }}>
            <TextInput aria-label={`Name ${index + 1} of ${label}`} placeholder="Name" value={name} isDisabled={disabled} onChange={(_, next) => replace(index, [next, text])} />
          </FlexItem>
          <FlexItem flex={{ default: "flex_2" }}>
            <TextInput aria-label={`Value ${index + 1} of ${label}`} placeholder="Value" value={text} isDisabled={disabled} onChange={(_, next) => replace(index, [name, next])} />
          </FlexItem>
          <Button variant="plain" aria-label={`Remove row ${index + 1} of ${label}`} icon={<MinusCircleIcon />} isDisabled={disabled} onClick={() => change(rows.filter((_, at) => at !== index))} />
        </Flex>
      ))}
      <Button variant="link" isInline icon={<PlusCircleIcon />} isDisabled={disabled} onClick={() => setRows([...rows, ["", ""]])}>
        Add
      </Button>
    </div>
  );
}
