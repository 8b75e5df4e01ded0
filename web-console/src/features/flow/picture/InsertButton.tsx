import type { Node, NodeProps } from "@xyflow/react";
import { PlusIcon } from "@patternfly/react-icons";
import type { Slot } from "./layout";

export type SlotNode = Node<{ slot: Slot; onInsert: (slot: Slot) => void }, "slot">;

/** "+" between two tasks. */
export function InsertButton({ data: { slot, onInsert } }: NodeProps<SlotNode>) {
  const name = slot.after?.split("/").at(-1);
  const label = slot.branch ? `Add a branch behind ${name}` : name === undefined ? "Add a task at the beginning" : `Add a task behind ${name}`;
  return (
    <button type="button" className="pb-insert nodrag nopan" aria-label={label} title={slot.branch ? label : undefined} onClick={() => onInsert(slot)}>
      <PlusIcon />
    </button>
  );
}
