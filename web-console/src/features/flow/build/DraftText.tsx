import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, keymap } from "@codemirror/view";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { Code } from "../../../shared/code";
import { connectionsQuery } from "../../connection";
import type { FlowProblem, OutlineNode } from "../api";
import { flowCompletion, type Vocabulary } from "./completion";
import { diagnosticsOf } from "./diagnostics";
import { tasksOf } from "./outline";
import type { Draft } from "./useDraft";
import { useFunctions } from "./useFunctions";

interface Facts {
  tenant: string;
  draft: Draft;
  problems: readonly FlowProblem[];
  outline: OutlineNode | undefined;
  readOnly: boolean;
  onView: (view: EditorView | undefined) => void;
  /** The cursor moved to another line. */
  onLine: (line: number) => void;
}

/** The flow's text, with problems underlined and words to complete. Ctrl-S saves. */
export function DraftText({ tenant, draft, problems, outline, readOnly, onView, onLine }: Facts) {
  const functions = useFunctions(tenant);
  const connections = useQuery(connectionsQuery(tenant, { limit: 200 }));
  const [view, setView] = useState<EditorView>();
  const words = useRef<Vocabulary>({ functions: [], connections: [], tasks: [] });
  const handlers = useRef({ save: draft.keeper.save, onLine });
  useEffect(() => {
    words.current = {
      functions: functions.map(({ fn, connector }) => ({ call: fn.call, label: `${connector.label}: ${fn.label}` })),
      connections: (connections.data?.items ?? []).map(({ name, connectorLabel }) => ({ name, label: connectorLabel })),
      tasks: outline === undefined ? [] : tasksOf(outline).map((task) => task.name),
    };
    handlers.current = { save: draft.keeper.save, onLine };
  });
  const extensions = useMemo(
    () => [
      lintGutter(),
      flowCompletion(() => words.current),
      keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (void handlers.current.save(), true) }]),
      EditorView.updateListener.of((update) => {
        if (!update.selectionSet || !update.view.hasFocus) return;
        const line = (of: typeof update.state) => of.doc.lineAt(of.selection.main.head).number;
        if (line(update.state) !== line(update.startState)) handlers.current.onLine(line(update.state));
      }),
    ],
    [],
  );
  useEffect(() => {
    if (view !== undefined) view.dispatch(setDiagnostics(view.state, diagnosticsOf(problems, view.state.doc)));
  }, [view, problems]);
  return (
    <Code
      label="Text of the flow"
      language="yaml"
      value={draft.text}
      onChange={draft.keeper.change}
      readOnly={readOnly}
      extensions={extensions}
      onView={(next) => {
        setView(next);
        onView(next);
      }}
      className="pb-build-editor"
    />
  );
}
