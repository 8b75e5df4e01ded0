import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours are PatternFly's tokens, so one theme serves light and dark. */
const look = EditorView.theme({
  "&": { color: "var(--pf-t--global--text--color--regular)", backgroundColor: "var(--pf-t--global--background--color--primary--default)", fontSize: "var(--pf-t--global--font--size--body--sm)", height: "100%" },
  ".cm-content": { fontFamily: "var(--pf-t--global--font--family--mono)", caretColor: "var(--pf-t--global--text--color--regular)" },
  ".cm-gutters": { backgroundColor: "var(--pf-t--global--background--color--secondary--default)", color: "var(--pf-t--global--text--color--subtle)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--pf-t--global--color--brand--default) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--pf-t--global--color--brand--default) 28%, transparent)" },
  "&.cm-focused": { outline: "2px solid var(--pf-t--global--color--brand--default)", outlineOffset: "-1px" },
  ".cm-cursor": { borderLeftColor: "var(--pf-t--global--text--color--regular)" },
  ".cm-tooltip": { backgroundColor: "var(--pf-t--global--background--color--floating--default)", color: "var(--pf-t--global--text--color--regular)", border: "1px solid var(--pf-t--global--border--color--default)", borderRadius: "var(--pf-t--global--border--radius--small)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--pf-t--global--color--brand--default)", color: "var(--pf-t--global--text--color--on-brand--default)" },
  ".cm-panels": { backgroundColor: "var(--pf-t--global--background--color--secondary--default)", color: "var(--pf-t--global--text--color--regular)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.keyword], color: "var(--pb-code-name)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--pb-code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--pb-code-number)" },
  { tag: [tags.comment, tags.meta], color: "var(--pf-t--global--text--color--subtle)", fontStyle: "italic" },
]);

export const codeTheme: Extension = [look, syntaxHighlighting(colours)];
