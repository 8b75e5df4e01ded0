import { Label } from "@patternfly/react-core";
import { PowerOffIcon, PencilAltIcon, CheckCircleIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import type { Schema } from "../../shared/api";

type State = Schema<"FlowState">;

export const FLOW_STATES: Record<State, { label: string; color: "green" | "grey" | "blue"; icon: ComponentType; meaning: string }> = {
  on: { label: "On", color: "green", icon: CheckCircleIcon, meaning: "Its trigger starts runs." },
  off: { label: "Off", color: "grey", icon: PowerOffIcon, meaning: "Published, but its trigger starts nothing." },
  draft: { label: "Draft", color: "blue", icon: PencilAltIcon, meaning: "Never published." },
};

export function FlowStateLabel({ state, compact = true }: { state: State; compact?: boolean }) {
  const { label, color, icon: Icon, meaning } = FLOW_STATES[state];
  return <Label isCompact={compact} color={color} icon={<Icon />} title={meaning}>{label}</Label>;
}
