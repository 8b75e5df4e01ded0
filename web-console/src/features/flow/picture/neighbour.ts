import type { Box } from "./layout";

/** The task that an arrow key leads to, by where the boxes stand; undefined for other keys and at the rim. */
export function neighbour(boxes: readonly Box[], from: string | undefined, key: string): string | undefined {
  if (!key.startsWith("Arrow")) return undefined;
  const here = boxes.find((box) => box.ref === from);
  if (here === undefined) return boxes[0]?.ref;
  const order = boxes.indexOf(here);
  if (key === "ArrowDown") return boxes[order + 1]?.ref;
  if (key === "ArrowUp") return boxes[order - 1]?.ref;
  const sideways = boxes.filter((box) => box.depth === here.depth && Math.abs(box.y - here.y) < here.height && (key === "ArrowRight" ? box.x > here.x : box.x < here.x));
  return sideways.sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0]?.ref;
}
