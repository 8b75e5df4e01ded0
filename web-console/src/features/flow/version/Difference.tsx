import { yaml } from "@codemirror/lang-yaml";
import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeTheme } from "../../../shared/code/theme";

/** Two texts side by side, unchanged parts folded. */
export default function Difference({ before, after, names: [left, right] = ["Version", "Draft"] }: { before: string; after: string; names?: readonly [string, string] }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const extensions = (label: string) => [lineNumbers(), yaml(), codeTheme, EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" })];
    const view = new MergeView({
      parent: host.current,
      a: { doc: before, extensions: extensions(left) },
      b: { doc: after, extensions: extensions(right) },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [before, after, left, right]);
  return <div ref={host} className="pb-code pb-difference" />;
}
