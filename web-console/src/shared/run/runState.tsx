import { Label } from "@patternfly/react-core";
import { BanIcon, CheckCircleIcon, ExclamationCircleIcon, HourglassHalfIcon, InProgressIcon, OutlinedClockIcon, QuestionCircleIcon, SkullIcon, StepForwardIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import type { Schema } from "../api";

export type RunState = Schema<"RunState">;
export type StepState = Schema<"StepState">;

interface Look {
  label: string;
  color: "green" | "red" | "blue" | "grey" | "orange" | "purple";
  icon: ComponentType;
  /** In a sentence, for tooltips and help. */
  meaning: string;
}

const LOOKS: Record<RunState | StepState, Look> = {
  queued: { label: "Queued", color: "grey", icon: OutlinedClockIcon, meaning: "Accepted and on disk; it starts when a node is free." },
  running: { label: "Running", color: "blue", icon: InProgressIcon, meaning: "A node works on it." },
  waiting: { label: "Waiting", color: "blue", icon: HourglassHalfIcon, meaning: "It waits for a time, for a retry or for another run." },
  uncertain: { label: "Uncertain", color: "orange", icon: QuestionCircleIcon, meaning: "Nobody knows whether a step happened; a person has to settle it." },
  succeeded: { label: "Succeeded", color: "green", icon: CheckCircleIcon, meaning: "It came to its end." },
  failed: { label: "Failed", color: "red", icon: ExclamationCircleIcon, meaning: "It ended with an error." },
  cancelled: { label: "Cancelled", color: "grey", icon: BanIcon, meaning: "A person stopped it." },
  dead: { label: "Dead", color: "red", icon: SkullIcon, meaning: "Nodes failed on it again and again, so it was parked for a person." },
  skipped: { label: "Skipped", color: "grey", icon: StepForwardIcon, meaning: "Its condition did not hold." },
};

export const RUN_STATES: readonly RunState[] = ["queued", "running", "waiting", "uncertain", "succeeded", "failed", "cancelled", "dead"];

export function lookOf(state: RunState | StepState): Look {
  return LOOKS[state];
}

/** State of a run or a step: colour, icon and word, never colour alone. */
export function StateLabel({ state, compact = true }: { state: RunState | StepState; compact?: boolean }) {
  const look = LOOKS[state];
  const Icon = look.icon;
  return (
    <Label color={look.color} icon={<Icon />} isCompact={compact} title={look.meaning}>
      {look.label}
    </Label>
  );
}
