import { Button, Flex, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { EditorView } from "@codemirror/view";
import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../../shared/session";
import { Empty, Failed } from "../../../shared/state";
import { useToasts } from "../../../shared/ui";
import { type Flow, validationQuery } from "../api";
import { isBlockStyle, type Snippet } from "../edit/insert";
import { overlayOf, Picture } from "../picture";
import type { Slot } from "../picture/layout";
import { AddTask } from "./AddTask";
import { Conflict } from "./Conflict";
import { DraftText } from "./DraftText";
import { Inspector } from "./Inspector";
import { findTask, problemsByTask, taskAtLine, tasksOf } from "./outline";
import { ProblemList } from "./ProblemList";
import { SaveMark } from "./SaveMark";
import { editAt } from "./slotEdit";
import { Splitter, useShare } from "./Splitter";
import { TestPanel } from "./TestPanel";
import type { Draft } from "./useDraft";
import { useNarrow } from "./useNarrow";
import { useSettled } from "./useSettled";
import { useTestRun } from "./useTestRun";

const COLUMNS = { picture: "Picture", text: "Text", inspector: "Inspector" } as const;
type ColumnKey = keyof typeof COLUMNS;
const ALL = Object.keys(COLUMNS) as ColumnKey[];

/** A value as it is, or as it last was while there is none. */
function useLastGood<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}

/** Picture, text and inspector of one document; each can be folded away. Narrow windows show one at a time. */
export function Build({ flow, draft, tenant }: { flow: Flow; draft: Draft; tenant: string }) {
  const mayWrite = useCan("flow.write");
  const mayRun = useCan("run.start");
  const settled = useSettled(draft.text, 300);
  const validation = useQuery(validationQuery(tenant, settled));
  const [search, setSearch] = useSearchParams();
  const narrow = useNarrow();
  const [open, setOpen] = useState<ReadonlySet<ColumnKey>>(new Set(ALL));
  const [single, setSingle] = useState<ColumnKey>("picture");
  const [share, setShare] = useShare();
  const [slot, setSlot] = useState<Slot>();
  const [added, setAdded] = useState<string>();
  const [view, setView] = useState<EditorView>();
  const [testing, setTesting] = useState(false);
  const test = useTestRun(tenant, flow.id);
  const { toast } = useToasts();
  const columns = narrow ? new Set([single]) : open;

  // The outline of the present text; while that cannot be read, the last one is still drawn, but nothing is inserted by its lines.
  const fresh = validation.data?.outline;
  const outline = useLastGood(fresh) ?? flow.outline;
  const stale = validation.data !== undefined && fresh === undefined && outline !== undefined;
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
    if (node !== undefined && view !== undefined && !stale) showLine(view, node.line);
  };

  // A task that was just added is selected as soon as the outline knows it.
  const news = added === undefined || outline === undefined ? undefined : tasksOf(outline).find((node) => node.name === added);
  useEffect(() => {
    if (news === undefined) return;
    setAdded(undefined);
    select(news.ref);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the task appears
  }, [news]);

  const add = (snippet: Snippet) => {
    setSlot(undefined);
    if (fresh === undefined || slot === undefined || view === undefined) return;
    const edit = editAt(view.state.doc.toString(), fresh, slot, snippet);
    if (edit === undefined) {
      toast({ title: "The task was not added", body: "This list is not written with one task to a line. Add it in the text." });
      return;
    }
    view.dispatch({ changes: { from: edit.from, to: edit.to, insert: edit.insert }, selection: { anchor: edit.cursor }, effects: EditorView.scrollIntoView(edit.cursor, { y: "center" }), userEvent: "input" });
    setAdded(edit.name);
    // The dialog gives the focus back to the "+" when it goes; Ctrl-Z is meant for the text.
    setTimeout(() => view.focus(), 100);
  };
  const toggle = (key: ColumnKey) => {
    if (narrow) setSingle(key);
    else setOpen((now) => flipped(now, key));
  };
  const block = isBlockStyle(draft.text);
  const showProblem = (line: number, column: number) => {
    if (view === undefined) return;
    showLine(view, line, column);
    view.focus();
  };

  return (
    <div className="pb-build">
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} gap={{ default: "gapSm" }}>
        <ToggleGroup aria-label="Columns" isCompact>
          {ALL.map((key) => <ToggleGroupItem key={key} text={COLUMNS[key]} buttonId={`column-${key}`} isSelected={columns.has(key)} onChange={() => toggle(key)} />)}
        </ToggleGroup>
        <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
          {block || !mayWrite ? null : <span className="pb-quiet">In JSON, tasks are added in the text.</span>}
          {mayWrite ? <SaveMark draft={draft} /> : <span className="pb-quiet">You may look, not change.</span>}
          {mayRun ? <Button variant="secondary" isDisabled={testing} onClick={() => setTesting(true)}>Test</Button> : null}
        </Flex>
      </Flex>
      <Conflict draft={draft} />
      {testing ? <TestPanel flow={flow} tenant={tenant} draft={draft} test={test} onClose={() => { setTesting(false); test.clear(); }} /> : null}
      <div className={`pb-build-columns ${ALL.filter((key) => columns.has(key)).map((key) => `pb-with-${key}`).join(" ")}`} style={{ "--pb-share": `${share}fr`, "--pb-rest": `${1 - share}fr` } as CSSProperties}>
        {columns.has("picture") ? (
          <section className="pb-build-picture" aria-label="Picture">
            {validation.isError && outline === undefined ? <Failed error={validation.error} onRetry={() => void validation.refetch()} /> : drawn === undefined ? <Empty title="Nothing to draw yet">The picture appears as soon as the text has tasks under <code>do</code>.</Empty> : <Picture outline={drawn} selected={selected?.ref} onSelect={selectAndShow} problems={byTask} run={run} onInsert={mayWrite && block && !stale ? setSlot : undefined} />}
            {stale ? <p className="pb-quiet" role="status">The text cannot be read at the moment: the picture shows what could be read last.</p> : null}
          </section>
        ) : null}
        {columns.has("picture") && columns.size > 1 ? <Splitter share={share} onShare={setShare} /> : null}
        <section className={columns.has("text") ? "pb-build-text" : "pb-hidden"} aria-label="Text">
          <DraftText tenant={tenant} draft={draft} problems={problems} outline={outline} readOnly={!mayWrite} onView={setView} onLine={(line) => outline !== undefined && !stale && select(taskAtLine(outline, line)?.ref)} />
          <ProblemList problems={problems} onShow={(problem) => showProblem(problem.line, problem.column)} />
        </section>
        {columns.has("inspector") ? (
          <section className="pb-build-inspector" aria-label="Inspector" tabIndex={0}>
            <Inspector tenant={tenant} node={stale ? undefined : selected} text={draft.text} run={test.run} />
          </section>
        ) : null}
      </div>
      {slot === undefined ? null : <AddTask tenant={tenant} title={slot.branch ? "Add a branch" : "Add a task"} onAdd={add} onClose={() => setSlot(undefined)} />}
    </div>
  );
}

/** Moves the cursor and scrolls no further than needed; who has the focus keeps it. */
function showLine(view: EditorView, line: number, column = 1): void {
  const place = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  const anchor = Math.min(place.to, place.from + column - 1);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "nearest", yMargin: 60 }) });
}

/** The last open column stays open. */
function flipped(open: ReadonlySet<ColumnKey>, key: ColumnKey): ReadonlySet<ColumnKey> {
  const next = new Set(open);
  if (!next.delete(key)) next.add(key);
  return next.size === 0 ? open : next;
}
