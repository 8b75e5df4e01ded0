import { BoltIcon, CodeBranchIcon, CubeIcon, EditIcon, ExclamationTriangleIcon, HourglassHalfIcon, ListIcon, PaperPlaneIcon, PlayIcon, RedoIcon, RouteIcon, ShieldAltIcon, TopologyIcon, VolumeUpIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import type { Schema } from "../../../shared/api";

export type TaskKind = Schema<"OutlineNode">["kind"];

interface Kind {
  label: string;
  icon: ComponentType;
}

const KINDS: Record<TaskKind, Kind> = {
  flow: { label: "Flow", icon: TopologyIcon },
  do: { label: "Group", icon: ListIcon },
  set: { label: "Set", icon: EditIcon },
  call: { label: "Call", icon: BoltIcon },
  switch: { label: "Switch", icon: RouteIcon },
  for: { label: "For each", icon: RedoIcon },
  fork: { label: "In parallel", icon: CodeBranchIcon },
  branch: { label: "Branch", icon: CodeBranchIcon },
  try: { label: "Try", icon: ShieldAltIcon },
  raise: { label: "Raise", icon: ExclamationTriangleIcon },
  wait: { label: "Wait", icon: HourglassHalfIcon },
  run: { label: "Run flow", icon: PlayIcon },
  emit: { label: "Emit", icon: PaperPlaneIcon },
  listen: { label: "Listen", icon: VolumeUpIcon },
};

const OTHER: Kind = { label: "Task", icon: CubeIcon };

/** How a kind of task looks; a kind of a later release is drawn plainly. */
export function kindOf(kind: TaskKind): Kind {
  return KINDS[kind] ?? OTHER;
}
