import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeTheme } from "./theme";

export interface CodeEditorFacts {
  label: string;
  language: "yaml" | "json";
  value: string;
  onChange?: (value: string) => void;
  readOnly?: boolean;
  /** More behaviour: completion, problems, key bindings. Must stay the same object while the editor lives. */
  extensions?: Extension;
  /** The editor itself, for those who move its cursor; undefined when it goes away. */
  onView?: (view: EditorView | undefined) => void;
  className?: string;
}

const LANGUAGES = { yaml, json };

/** A text editor. Escape, then Tab leaves it by keyboard. Load it lazily: it is most of the weight of a page. */
export default function CodeEditor({ label, language, value, onChange, readOnly = false, extensions, onView, className }: CodeEditorFacts) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef({ value, onChange, onView });
  useEffect(() => {
    latest.current = { value, onChange, onView };
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const changed = EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
    });
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [extensions ?? [], basics(readOnly), LANGUAGES[language](), codeTheme, changed, EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" })],
      }),
    });
    editor.current = view;
    // The first measure may have been of another font.
    void document.fonts.ready.then(() => view.requestMeasure());
    const tell = latest.current.onView;
    tell?.(view);
    return () => {
      tell?.(undefined);
      view.destroy();
      editor.current = undefined;
    };
  }, [label, language, readOnly, extensions]);

  useEffect(() => {
    const view = editor.current;
    if (view === undefined || view.state.doc.eq(view.state.toText(value))) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} className={`pb-code ${className ?? ""}`} />;
}

function basics(readOnly: boolean): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    highlightSelectionMatches(),
    readOnly ? [EditorState.readOnly.of(true)] : [highlightActiveLine(), highlightActiveLineGutter(), Prec.low(keymap.of([indentWithTab]))],
    keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
  ];
}
