import { SearchInput } from "@patternfly/react-core";
import { type KeyboardEvent, useState } from "react";
import type { Box } from "./layout";
import { found, step } from "./search";

/** Finds a task by name; Enter goes to the next one. */
export function StepSearch({ boxes, selected, onSelect }: { boxes: readonly Box[]; selected: string | undefined; onSelect: (ref: string) => void }) {
  const [words, setWords] = useState("");
  const hits = found(boxes, words);
  const at = hits.findIndex((box) => box.ref === selected) + 1;
  const go = (by: 1 | -1, among = hits) => {
    const next = step(among, selected, by);
    if (next !== undefined) onSelect(next.ref);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
  };
  return (
    <div className="pb-step-search nopan nowheel" onKeyDown={onKeyDown}>
      <SearchInput
        aria-label="Find a step in the picture"
        placeholder="Find a step"
        value={words}
        onChange={(_, next) => setWords(next)}
        onClear={() => setWords("")}
        resultsCount={words.trim() === "" ? undefined : `${at} / ${hits.length}`}
        onNextClick={() => go(1)}
        onPreviousClick={() => go(-1)}
      />
    </div>
  );
}
