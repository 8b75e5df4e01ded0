import type { Node, NodeProps } from "@xyflow/react";
import type { GroupLabel } from "./layout";

export type LabelNode = Node<{ label: GroupLabel }, "label">;

/** The name of a branch or case, with its condition where it has one. */
export function GroupName({ data: { label } }: NodeProps<LabelNode>) {
  return (
    <div className="pb-group" style={{ width: label.width }} title={label.condition}>
      <strong>{label.text}</strong>
      {label.condition === undefined ? null : <code>{label.condition}</code>}
    </div>
  );
}
