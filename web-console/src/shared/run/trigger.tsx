import { BoltIcon, BullhornIcon, CalendarAltIcon, CodeIcon, SyncAltIcon, TopologyIcon, UserIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import type { Schema } from "../api";

export type TriggerKind = Schema<"TriggerKind">;

const TRIGGERS: Record<TriggerKind, { label: string; icon: ComponentType }> = {
  person: { label: "By hand", icon: UserIcon },
  webhook: { label: "Webhook", icon: BoltIcon },
  schedule: { label: "Schedule", icon: CalendarAltIcon },
  poll: { label: "Poll", icon: SyncAltIcon },
  api: { label: "API", icon: CodeIcon },
  event: { label: "Event", icon: BullhornIcon },
  flow: { label: "Another flow", icon: TopologyIcon },
};

export const TRIGGER_KINDS: readonly TriggerKind[] = ["webhook", "schedule", "poll", "person", "api", "event", "flow"];

export function triggerLabel(kind: TriggerKind): string {
  return TRIGGERS[kind].label;
}

export function TriggerName({ kind }: { kind: TriggerKind }) {
  const { label, icon: Icon } = TRIGGERS[kind];
  return (
    <span className="pb-nowrap">
      <span className="pb-quiet pb-icon-before" aria-hidden="true">
        <Icon />
      </span>
      {label}
    </span>
  );
}
