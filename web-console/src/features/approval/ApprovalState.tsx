import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ClockIcon, HourglassHalfIcon } from "@patternfly/react-icons";
import type { Schema } from "../../shared/api";

const LOOKS = {
  open: { label: "Waits", color: "blue", icon: <HourglassHalfIcon /> },
  decided: { label: "Decided", color: "green", icon: <CheckCircleIcon /> },
  expired: { label: "Expired", color: "orange", icon: <ClockIcon /> },
  withdrawn: { label: "Withdrawn", color: "grey", icon: <BanIcon /> },
} as const;

export function ApprovalState({ state }: { state: Schema<"ApprovalState"> }) {
  const { label, color, icon } = LOOKS[state];
  return <Label isCompact color={color} icon={icon}>{label}</Label>;
}
