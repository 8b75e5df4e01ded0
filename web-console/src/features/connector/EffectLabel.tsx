import { Label } from "@patternfly/react-core";
import type { Schema } from "../../shared/api";

type Effect = Schema<"Effect">;

const EFFECTS: Record<Effect, { label: string; color: "grey" | "blue" | "orange"; meaning: string }> = {
  read: { label: "Reads only", color: "grey", meaning: "Changes nothing; repeated freely after a failure." },
  idempotent: { label: "Idempotent", color: "grey", meaning: "Doing it twice is the same as doing it once; repeated freely after a failure." },
  keyed: { label: "Keyed", color: "blue", meaning: "The partner recognises a repetition by its key; repeated with the same key after a failure." },
  unsafe: { label: "Unsafe to repeat", color: "orange", meaning: "Doing it twice has its effect twice. After a crash the step is uncertain until a look-up or a person settles it." },
};

/** What happens when an action is repeated. */
export function EffectLabel({ effect }: { effect: Effect }) {
  const { label, color } = EFFECTS[effect];
  return (
    <Label isCompact color={color} variant="outline">
      {label}
    </Label>
  );
}

export function effectMeaning(effect: Effect): string {
  return EFFECTS[effect].meaning;
}
