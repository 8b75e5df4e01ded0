import { Modal, ModalBody, ModalHeader, TextInputGroup, TextInputGroupMain } from "@patternfly/react-core";
import { SearchIcon } from "@patternfly/react-icons";
import { type KeyboardEvent, useState } from "react";
import { useNavigate } from "react-router";
import { type PaletteItem, usePaletteItems } from "./usePaletteItems";

/** Ctrl-K: one field over everything the caller may see. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const { items, searching } = usePaletteItems(words);
  const at = Math.min(chosen, items.length - 1);
  const open = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    void navigate(item.to);
  };
  const keys = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setChosen((at + move + items.length) % Math.max(1, items.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(items[at]);
    }
  };
  return (
    <Modal isOpen variant="small" position="top" onClose={onClose} aria-label="Search everything" className="pb-palette" elementToFocus="#palette-words">
      <ModalHeader title="Go to" />
      <ModalBody>
        <TextInputGroup>
          <TextInputGroupMain
            inputId="palette-words"
            icon={<SearchIcon />}
            aria-label="Page, flow, connection, tenant or run id"
            placeholder="Page, flow, connection, tenant or run id"
            role="combobox"
            isExpanded
            aria-controls="palette-list"
            aria-activedescendant={at >= 0 ? `palette-${at}` : ""}
            value={words}
            onKeyDown={keys}
            onChange={(_, next) => {
              setWords(next);
              setChosen(0);
            }}
          />
        </TextInputGroup>
        <ul id="palette-list" role="listbox" aria-label="Found" aria-busy={searching} className="pb-palette-list">
          {items.map((item, index) => (
            <li key={`${item.group} ${item.to}`} id={`palette-${index}`} role="option" aria-selected={index === at} ref={index === at ? intoView : undefined} onMouseMove={() => setChosen(index)} onClick={() => open(item)}>
              <span className="pb-palette-label">{item.label}</span>
              <span className="pb-quiet">{[item.detail, item.group].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
        {items.length === 0 && <p className="pb-quiet">{searching ? "Searching…" : "Nothing found. Run ids have to be whole."}</p>}
      </ModalBody>
    </Modal>
  );
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
