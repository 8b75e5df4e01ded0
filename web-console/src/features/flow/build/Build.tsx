import { Alert, AlertActionLink, Button, Flex, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { EditorView } from "@codemirror/view";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../../shared/session";
import { Empty, Failed } from "../../../shared/state";
import { type Flow, flowQuery, validationQuery } from "../api";
import { insertAfter, insertBefore, namesOf, type Snippet } from "../edit/insert";
import { overlayOf, Picture } from "../picture";
import type { Slot } from "../picture/layout";
import { AddTask } from "./AddTask";
import { DraftText } from "./DraftText";
import { Inspector } from "./Inspector";
import { findTask, problemsByTask, taskAtLine } from "./outline";
import { ProblemList } from "./ProblemList";
import { SaveMark } from "./SaveMark";
import { TestPanel } from "./TestPanel";
import { useDraft } from "./useDraft";
import { useSettled } from "./useSettled";
import { useTestRun } from "./useTestRun";

const COLUMNS = { picture: "Picture", text: "Text", inspector: "Inspector" } as const;
type ColumnKey = keyof typeof COLUMNS;
const ALL = Object.keys(COLUMNS) as ColumnKey[];

/** Picture, text and inspector of one document; each can be folded away. */
export function Build({ flow, etag, tenant }: { flow: Flow; etag: string | undefined; tenant: string }) {
  const mayWrite = useCan("flow.write");
  const mayRun = useCan("run.start");
  const draft = useDraft(tenant, flow, etag, mayWrite);
  const settled = useSettled(draft.text, 300);
  const validation = useQuery(validationQuery(tenant, settled));
  const [search, setSearch] = useSearchParams();
  const [columns, setColumns] = useState<ReadonlySet<ColumnKey>>(() => new Set(window.innerWidth < 992 ? ["text"] : ALL));
  const [slot, setSlot] = useState<Slot>();
  const [view, setView] = useState<EditorView>();
  const [testing, setTesting] = useState(false);
  const test = useTestRun(tenant, flow.id);

  const outline = validation.data?.outline ?? flow.outline;
  const drawn = useDeferredValue(outline);
  const problems = validation.data?.problems ?? flow.problems;
  const selected = findTask(outline, search.get("task") ?? undefined);
  const byTask = useMemo(() => (drawn === undefined ? undefined : problemsByTask(drawn, problems)), [drawn, problems]);
  const run = useMemo(() => (test.run === undefined ? undefined : overlayOf(test.run.steps)), [test.run]);

  const select = (ref: string | undefined) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (ref === undefined) next.delete("task");
      else next.set("task", ref);
      return next;
    }, { replace: true });
  const selectAndShow = (ref: string | undefined) => {
    select(ref);
    const node = findTask(outline, ref);
    if (node !== undefined && view !== undefined) showLine(view, node.line);
  };
  const add = (snippet: Snippet) => {
    setSlot(undefined);
    if (outline === undefined || slot === undefined || view === undefined) return;
    const after = findTask(outline, slot.after);
    const parent = slot.parent === "" ? outline : findTask(outline, slot.parent);
    const first = parent?.groups[slot.group]?.nodes[0];
    const edit = after !== undefined ? insertAfter(draft.text, after, snippet, namesOf(outline)) : first === undefined ? undefined : insertBefore(draft.text, first, snippet, namesOf(outline));
    if (edit === undefined) return;
    view.dispatch({ changes: { from: edit.from, to: edit.to, insert: edit.insert }, selection: { anchor: edit.cursor }, scrollIntoView: true });
    view.focus();
  };
  const toggle = (key: ColumnKey) =>
    setColumns((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next.size === 0 ? now : next;
    });

  return (
    <div className="pb-build">
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} gap={{ default: "gapSm" }}>
        <ToggleGroup aria-label="Columns" isCompact>
          {ALL.map((key) => <ToggleGroupItem key={key} text={COLUMNS[key]} buttonId={`column-${key}`} isSelected={columns.has(key)} onChange={() => toggle(key)} />)}
        </ToggleGroup>
        <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
          {mayWrite ? <SaveMark draft={draft} /> : <span className="pb-quiet">You may look, not change.</span>}
          {mayRun ? <Button variant="secondary" isDisabled={testing} onClick={() => setTesting(true)}>Test</Button> : null}
        </Flex>
      </Flex>
      {draft.state === "conflict" ? <Conflict tenant={tenant} flow={flow} onTheirs={draft.takeTheirs} onOurs={() => void draft.save()} /> : null}
      {testing ? <TestPanel flow={flow} tenant={tenant} draft={draft} test={test} onClose={() => { setTesting(false); test.clear(); }} /> : null}
      <div className="pb-build-columns" data-columns={columns.size}>
        {columns.has("picture") ? (
          <section className="pb-build-picture" aria-label="Picture">
            {validation.isError && outline === undefined ? <Failed error={validation.error} onRetry={() => void validation.refetch()} /> : drawn === undefined ? <Empty title="Nothing to draw yet">The picture appears as soon as the text has tasks under <code>do</code>.</Empty> : <Picture outline={drawn} selected={selected?.ref} onSelect={selectAndShow} problems={byTask} run={run} onInsert={mayWrite && columns.has("text") ? setSlot : undefined} />}
          </section>
        ) : null}
        <section className={columns.has("text") ? "pb-build-text" : "pb-hidden"} aria-label="Text">
          <DraftText tenant={tenant} draft={draft} problems={problems} outline={outline} readOnly={!mayWrite} onView={setView} onLine={(line) => outline !== undefined && select(taskAtLine(outline, line)?.ref)} />
          <ProblemList problems={problems} onShow={(problem) => view !== undefined && showLine(view, problem.line, problem.column)} />
        </section>
        {columns.has("inspector") ? (
          <section className="pb-build-inspector" aria-label="Inspector">
            <Inspector tenant={tenant} node={selected} text={draft.text} run={test.run} />
          </section>
        ) : null}
      </div>
      {slot === undefined ? null : <AddTask tenant={tenant} onAdd={add} onClose={() => setSlot(undefined)} />}
    </div>
  );
}

function showLine(view: EditorView, line: number, column = 1): void {
  const place = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(place.to, place.from + column - 1) }, scrollIntoView: true });
  view.focus();
}

/** Somebody else saved in the meantime: neither text is lost. */
function Conflict({ tenant, flow, onTheirs, onOurs }: { tenant: string; flow: Flow; onTheirs: (text: string) => void; onOurs: () => void }) {
  const client = useQueryClient();
  const theirs = async () => onTheirs((await client.fetchQuery({ ...flowQuery(tenant, flow.id), staleTime: 0 })).data.draft);
  const ours = async () => {
    await client.fetchQuery({ ...flowQuery(tenant, flow.id), staleTime: 0 });
    setTimeout(onOurs);
  };
  return (
    <Alert
      isInline
      variant="warning"
      title="Somebody else changed this flow while you worked on it"
      actionLinks={
        <>
          <AlertActionLink onClick={() => void ours()}>Keep mine, replace theirs</AlertActionLink>
          <AlertActionLink onClick={() => void theirs()}>Take theirs, drop mine</AlertActionLink>
          <AlertActionLink component="a" href={window.location.href} target="_blank" rel="noreferrer">Look at theirs in a new tab</AlertActionLink>
        </>
      }
    >
      Your text is not saved yet.
    </Alert>
  );
}
