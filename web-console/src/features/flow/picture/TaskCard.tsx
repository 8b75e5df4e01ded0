import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { lookOf } from "../../../shared/run";
import { duration } from "../../../shared/time";
import { kindOf } from "./kinds";
import type { Box } from "./layout";
import type { TaskState } from "./overlay";

export type TaskNode = Node<{ box: Box; selected: boolean; run: TaskState | undefined; /** A run is shown that did not come by here. */ passedOver: boolean; problems: number; onSelect: (ref: string) => void; onFold: (ref: string) => void }, "task">;

/** One task: a card, or the head of a frame around its inner tasks. */
export function TaskCard({ data }: NodeProps<TaskNode>) {
  const { box, selected, run, passedOver, problems } = data;
  const { node, shape, inner } = box;
  const { icon: Icon, label } = kindOf(node.kind);
  const look = run && lookOf(run.state);
  const Look = look?.icon;
  const classes = ["pb-task", `pb-task--${shape}`, selected ? "pb-task--selected" : "", run ? `pb-task--${run.state}` : passedOver ? "pb-task--untouched" : "", problems > 0 ? "pb-task--problem" : ""];
  const figures = run && [run.count > 1 ? `${run.count}×` : "", run.attempts > 1 ? `${run.attempts} attempts` : "", run.durationMs === undefined ? "" : duration(run.durationMs)].filter(Boolean).join(" · ");
  // The name begins with what is seen, so that it can be said to the computer.
  const said = [node.label === undefined ? "" : label, look?.label ?? "", problems > 0 ? `${problems} problems` : ""].filter(Boolean);
  return (
    <div className={classes.filter(Boolean).join(" ")} style={{ width: box.width, height: box.height }}>
      <Handle type="target" position={Position.Top} className="pb-handle" isConnectable={false} />
      <div className="pb-task__head">
        <button type="button" className="pb-task__button nodrag" aria-pressed={selected} data-ref={box.ref} onClick={() => data.onSelect(box.ref)}>
          <span className="pb-task__icon" aria-hidden="true">
            <Icon />
          </span>
          <span className="pb-task__text">
            <span className="pb-task__name">
              {node.name}
              {node.conditional ? <span className="pb-task__if"> if</span> : null}
            </span>
            <span className="pb-task__label">{node.label ?? label}</span>
            <span className="pf-v6-u-screen-reader">{said.join(", ")}</span>
          </span>
          {look && Look ? (
            <span className={`pb-task__state pb-task__state--${look.color}`} title={look.label}>
              <Look />
              {figures ? <span className="pb-task__figures">{figures}</span> : null}
            </span>
          ) : null}
        </button>
        {inner > 0 ? (
          <button type="button" className="pb-task__fold nodrag" aria-expanded={shape === "frame"} aria-label={`${shape === "frame" ? "Fold" : "Unfold"} ${node.name}`} onClick={() => data.onFold(box.ref)}>
            {shape === "frame" ? <AngleDownIcon /> : <AngleRightIcon />}
            {shape === "folded" ? <span>{inner}</span> : null}
          </button>
        ) : null}
      </div>
      <Handle type="source" position={Position.Bottom} className="pb-handle" isConnectable={false} />
    </div>
  );
}
