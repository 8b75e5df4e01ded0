import { Button, Flex, SearchInput } from "@patternfly/react-core";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { useMemo, useState } from "react";
import { CopyButton } from "../ui";
import { children, find, isContainer, type Json, jqPath, sizeOf, type Step } from "./path";

const CHUNK = 100;

interface Tree {
  words: string;
  open: (path: string, depth: number) => boolean;
  toggle: (path: string, depth: number) => void;
  hits: ReadonlySet<string>;
}

/** A JSON value as a tree that draws only what is unfolded; search, copy as jq path or as value. */
export function JsonViewer({ value, label, depth = 2 }: { value: unknown; label: string; depth?: number }) {
  const json = value as Json;
  const [words, setWords] = useState("");
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => find(json, words), [json, words]);
  const opened = useMemo(() => new Set(found.flatMap((steps) => steps.map((_, index) => jqPath(steps.slice(0, index))))), [found]);
  const hits = useMemo(() => new Set(found.map(jqPath)), [found]);
  const tree: Tree = {
    words,
    hits,
    open: (path, level) => (level < depth || opened.has(path)) !== toggled.has(path),
    toggle: (path) => setToggled((before) => flip(before, path)),
  };
  if (!isContainer(json)) {
    return (
      <Flex gap={{ default: "gapSm" }} className="pb-json" aria-label={label}>
        <Scalar value={json} />
        <CopyButton text={() => JSON.stringify(json)} label="Copy value" />
      </Flex>
    );
  }
  return (
    <div className="pb-json">
      <Flex gap={{ default: "gapSm" }} className="pb-json-bar" flexWrap={{ default: "nowrap" }}>
        <SearchInput aria-label={`Search in ${label}`} placeholder="Search names and values" value={words} onChange={(_, next) => setWords(next)} onClear={() => setWords("")} resultsCount={words === "" ? undefined : found.length} />
        <CopyButton text={() => JSON.stringify(json, null, 2)} label="Copy all as JSON" />
      </Flex>
      <ul aria-label={label}>
        <Children value={json} steps={[]} tree={tree} />
      </ul>
    </div>
  );
}

function Children({ value, steps, tree }: { value: Json; steps: Step[]; tree: Tree }) {
  const [shown, setShown] = useState(CHUNK);
  const all = children(value);
  return (
    <>
      {all.slice(0, shown).map(([step, child]) => (
        <Entry key={step} step={step} value={child} steps={[...steps, step]} tree={tree} />
      ))}
      {all.length > shown && (
        <li>
          <Button variant="link" size="sm" isInline onClick={() => setShown(shown + CHUNK)}>
            Show {Math.min(CHUNK, all.length - shown)} more of {all.length}
          </Button>
        </li>
      )}
      {all.length === 0 && <li className="pb-quiet">empty</li>}
    </>
  );
}

function Entry({ step, value, steps, tree }: { step: Step; value: Json; steps: Step[]; tree: Tree }) {
  const path = jqPath(steps);
  const folder = isContainer(value);
  const open = folder && tree.open(path, steps.length);
  const name = <span className="pb-json-name">{step}</span>;
  return (
    <li>
      <span className={tree.hits.has(path) ? "pb-json-row pb-json-hit" : "pb-json-row"}>
        {folder ? (
          <button type="button" className="pb-json-fold" aria-expanded={open} onClick={() => tree.toggle(path, steps.length)}>
            {open ? <AngleDownIcon /> : <AngleRightIcon />} {name} <span className="pb-quiet">{sizeOf(value)}</span>
          </button>
        ) : (
          <>
            {name}: <Scalar value={value} />
          </>
        )}
        <span className="pb-json-copy">
          <CopyButton text={path} label={`Copy jq path ${path}`} variant="link">path</CopyButton>
          <CopyButton text={() => (typeof value === "string" ? value : JSON.stringify(value, null, 2))} label={`Copy value of ${path}`} variant="link">value</CopyButton>
        </span>
      </span>
      {open && (
        <ul>
          <Children value={value} steps={steps} tree={tree} />
        </ul>
      )}
    </li>
  );
}

const LONG = 400;

function Scalar({ value }: { value: Json }) {
  const [whole, setWhole] = useState(false);
  const text = JSON.stringify(value);
  const type = value === null ? "null" : typeof value;
  return (
    <span className={`pb-json-value pb-json-${type}`}>
      {whole || text.length <= LONG ? text : `${text.slice(0, LONG)}…`}
      {!whole && text.length > LONG && (
        <Button variant="link" size="sm" isInline onClick={() => setWhole(true)}>
          all {text.length} characters
        </Button>
      )}
    </span>
  );
}

function flip(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
