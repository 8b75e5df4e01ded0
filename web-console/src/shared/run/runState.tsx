import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ExclamationCircleIcon, HourglassHalfIcon, InProgressIcon, OutlinedClockIcon, QuestionCircleIcon, SkullIcon, StepForwardIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import { type RunState, type StateWords, type StepState, wordsOf } from "./states";

const ICONS: Record<RunState | StepState, ComponentType> = {
  queued: OutlinedClockIcon,
  running: InProgressIcon,
  waiting: HourglassHalfIcon,
  uncertain: QuestionCircleIcon,
  succeeded: CheckCircleIcon,
  failed: ExclamationCircleIcon,
  cancelled: BanIcon,
  dead: SkullIcon,
  skipped: StepForwardIcon,
};

/** Words, colour and icon of a state. */
export function lookOf(state: RunState | StepState): StateWords & { icon: ComponentType } {
  return { ...wordsOf(state), icon: ICONS[state] };
}

/** State of a run or a step: colour, icon and word, never colour alone. */
export function StateLabel({ state, compact = true }: { state: RunState | StepState; compact?: boolean }) {
  const { color, icon: Icon, label, meaning } = lookOf(state);
  return (
    <Label color={color} icon={<Icon />} isCompact={compact} title={meaning}>
      {label}
    </Label>
  );
}
