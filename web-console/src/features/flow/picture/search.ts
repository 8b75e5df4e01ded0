import type { Box } from "./layout";

/** Boxes whose name or label contains the words, in the order of the flow. */
export function found(boxes: readonly Box[], words: string): Box[] {
  const wanted = words.trim().toLowerCase();
  return wanted === "" ? [] : boxes.filter(({ node }) => `${node.name} ${node.label ?? ""} ${node.kind}`.toLowerCase().includes(wanted));
}

/** The next hit behind the selected one, or the one before it; goes round. */
export function step(hits: readonly Box[], selected: string | undefined, by: 1 | -1): Box | undefined {
  const at = hits.findIndex((box) => box.ref === selected);
  if (at < 0) return by === 1 ? hits[0] : hits.at(-1);
  return hits[(at + by + hits.length) % hits.length];
}
