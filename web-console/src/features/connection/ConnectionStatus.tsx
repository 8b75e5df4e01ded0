import { Label } from "@patternfly/react-core";
import { CheckCircleIcon, ExclamationCircleIcon, QuestionCircleIcon } from "@patternfly/react-icons";
import type { ConnectionSummary } from "./api";

const LOOKS = {
  ok: { label: "Works", color: "green", icon: <CheckCircleIcon /> },
  failing: { label: "Failing", color: "red", icon: <ExclamationCircleIcon /> },
  unchecked: { label: "Not tested", color: "grey", icon: <QuestionCircleIcon /> },
} as const;

/** What the last test of a connection said. */
export function ConnectionStatus({ status }: { status: ConnectionSummary["status"] }) {
  const { label, color, icon } = LOOKS[status];
  return (
    <Label isCompact color={color} icon={icon}>
      {label}
    </Label>
  );
}
