import { SearchInput } from "@patternfly/react-core";
import { useEffect, useState } from "react";

const PAUSE = 250;

/** Searches when typing pauses. `/` jumps here (see the keyboard of the app: it looks for data-search). */
export function SearchBox({ value, label, onSearch }: { value: string; label: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onSearch(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return <SearchInput data-search aria-label={label} placeholder={label} value={text} onChange={(_, next) => setText(next)} onClear={() => onSearch("")} className="pb-search" />;
}
