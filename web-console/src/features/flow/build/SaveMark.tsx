import { Button } from "@patternfly/react-core";
import { asProblem } from "../../../shared/api";
import type { SaveState } from "./draftKeeper";
import type { Draft } from "./useDraft";

const WORDS: Record<SaveState, string> = { saved: "Saved", changed: "Not saved yet", saving: "Saving", failed: "Not saved", conflict: "Not saved" };

/** Whether the draft is on disk. */
export function SaveMark({ draft }: { draft: Draft }) {
  return (
    <span role="status" className={draft.state === "failed" || draft.state === "conflict" ? "pb-bad" : "pb-quiet"} title={draft.error === undefined ? undefined : asProblem(draft.error).message}>
      {WORDS[draft.state]}
      {draft.state === "failed" ? <Button variant="link" size="sm" onClick={() => void draft.keeper.save()}>Try again</Button> : null}
    </span>
  );
}
