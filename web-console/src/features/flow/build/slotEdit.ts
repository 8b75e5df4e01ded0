import type { OutlineNode } from "../api";
import { freeName, insertAfter, insertBefore, insertInto, namesOf, type Snippet, type TextEdit } from "../edit/insert";
import type { Slot } from "../picture/layout";
import { findTask } from "./outline";

/** The change of the text that a "+" of the picture asks for, and the name that the task gets. Undefined where text cannot be added by lines. */
export function editAt(text: string, outline: OutlineNode, slot: Slot, snippet: Snippet): (TextEdit & { name: string }) | undefined {
  const taken = namesOf(outline);
  const edit = changeAt(text, outline, slot, snippet, taken);
  return edit === undefined ? undefined : { ...edit, name: freeName(snippet.name, taken) };
}

function changeAt(text: string, outline: OutlineNode, slot: Slot, snippet: Snippet, taken: ReadonlySet<string>): TextEdit | undefined {
  const after = findTask(outline, slot.after);
  if (after !== undefined) return insertAfter(text, after, snippet, taken);
  const parent = slot.parent === "" ? outline : findTask(outline, slot.parent);
  const group = parent?.groups[slot.group];
  const first = group?.nodes[0];
  if (first !== undefined) return insertBefore(text, first, snippet, taken);
  return parent === undefined ? undefined : insertInto(text, parent, group?.label ?? "do", snippet, taken);
}
