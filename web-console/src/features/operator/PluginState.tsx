import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ExclamationCircleIcon } from "@patternfly/react-icons";
import type { PluginVersion } from "./api";

const LOOKS = {
  active: { label: "Active", color: "green", icon: <CheckCircleIcon /> },
  available: { label: "Available", color: "grey", icon: undefined },
  quarantined: { label: "Quarantined", color: "orange", icon: <BanIcon /> },
  failed: { label: "Failed", color: "red", icon: <ExclamationCircleIcon /> },
} as const;

export function PluginState({ state }: { state: PluginVersion["state"] }) {
  const { label, color, icon } = LOOKS[state];
  return (
    <Label isCompact color={color} icon={icon}>
      {label}
    </Label>
  );
}
