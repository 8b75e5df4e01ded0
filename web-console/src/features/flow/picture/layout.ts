import type { Schema } from "../../../shared/api";

type OutlineNode = Schema<"OutlineNode">;

/** Sizes in pixels at zoom 1. */
export const SIZE = { width: 208, height: 56, gap: 36, column: 20, pad: 12, header: 36, label: 24, slot: 24 } as const;

export interface Box {
  ref: string;
  node: OutlineNode;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Nesting depth; 0 for tasks of the flow itself. */
  depth: number;
  /** A box with inner tasks draws a frame around them; a folded one hides them. */
  shape: "task" | "frame" | "folded";
  /** Number of tasks inside, at any depth. */
  inner: number;
}

/** The name of a branch or case, above its first task. */
export interface GroupLabel {
  id: string;
  text: string;
  condition: string | undefined;
  x: number;
  y: number;
  width: number;
}

export interface Edge {
  id: string;
  from: string;
  to: string;
  /** `next`: runs on downwards. `jump`: a `then` that goes elsewhere. */
  kind: "next" | "jump";
  points: { x: number; y: number }[];
  label: string | undefined;
}

/** Where "+" stands: a task can be inserted behind `after`, or first in the group of `parent` when `after` is undefined. */
export interface Slot {
  id: string;
  parent: string;
  group: number;
  after: string | undefined;
  /** What stands there becomes one more branch of a fork, not the next task. */
  branch: boolean;
  x: number;
  y: number;
}

export interface Picture {
  boxes: Box[];
  labels: GroupLabel[];
  edges: Edge[];
  slots: Slot[];
  width: number;
  height: number;
}

export interface Wishes {
  /** References of tasks whose inside is hidden. */
  folded: ReadonlySet<string>;
  /** Branches stand one below the other instead of side by side: for narrow windows. */
  stacked?: boolean;
}

interface Extent {
  width: number;
  height: number;
}

/** Lays an outline out from top to bottom; branches and cases stand side by side, a `catch` stands below its `try`. The same outline always gives the same picture. */
export function layOut(root: OutlineNode, wishes: Wishes): Picture {
  const picture: Picture = { boxes: [], labels: [], edges: [], slots: [], width: 0, height: 0 };
  const tasks = root.groups[0]?.nodes ?? [];
  const extent = measureList(tasks, wishes);
  const width = extent.width + 2 * SIZE.pad;
  placeList(tasks, { parent: "", group: 0, left: SIZE.pad, top: SIZE.pad, width: extent.width, depth: 0 }, wishes, picture);
  addJumps(root, picture);
  const right = Math.max(width, ...picture.edges.flatMap((edge) => edge.points.map((point) => point.x + SIZE.pad)));
  return { ...picture, width: right, height: extent.height + 2 * SIZE.pad + SIZE.gap };
}

/** How many tasks stand inside a task, at any depth. */
export function innerCount(node: OutlineNode): number {
  return node.groups.flatMap((group) => group.nodes).reduce((sum, child) => sum + 1 + innerCount(child), 0);
}

/** Whether there are inner tasks, or a place for them. */
function hasInner(node: OutlineNode): boolean {
  return node.kind !== "switch" && node.groups.length > 0;
}

function measure(node: OutlineNode, wishes: Wishes): Extent {
  if (!hasInner(node) || wishes.folded.has(node.ref)) return { width: SIZE.width, height: SIZE.height };
  const groups = visibleGroups(node).map((group) => measureList(group.nodes, wishes));
  const { width, height } = arrange(node, groups, wishes);
  return { width: Math.max(SIZE.width, width + 2 * SIZE.pad), height: SIZE.header + height + SIZE.pad / 2 };
}

interface Arrangement extends Extent {
  /** Where each group begins, from the arrangement's left upper corner. */
  corners: { x: number; y: number }[];
}

/** Side by side what runs instead of or beside each other, one below the other what follows a failure. */
function arrange(node: OutlineNode, groups: readonly Extent[], { stacked = false }: Wishes): Arrangement {
  const shown = visibleGroups(node);
  const heights = groups.map((group, index) => labelHeight(node, shown[index]?.label) + SIZE.pad + group.height + SIZE.slot);
  const corners: { x: number; y: number }[] = [];
  if (node.kind === "try" || stacked) {
    const width = Math.max(...groups.map((group) => group.width));
    let y = 0;
    for (const [index, group] of groups.entries()) {
      corners.push({ x: (width - group.width) / 2, y });
      y += (heights[index] ?? 0) + SIZE.pad;
    }
    return { width, height: y - SIZE.pad, corners };
  }
  let x = 0;
  for (const group of groups) {
    corners.push({ x, y: 0 });
    x += group.width + SIZE.column;
  }
  return { width: x - SIZE.column, height: Math.max(...heights), corners };
}

/** Names that say nothing new get no line: a branch is named by its task, `do` and `try` by the frame. */
function labelHeight(node: OutlineNode, label: string | undefined): number {
  return node.kind === "fork" || label === "do" || label === "try" ? 0 : SIZE.label;
}

function measureList(nodes: readonly OutlineNode[], wishes: Wishes): Extent {
  const sizes = nodes.map((node) => measure(node, wishes));
  const height = sizes.reduce((sum, size) => sum + size.height, 0) + SIZE.gap * Math.max(0, sizes.length - 1);
  return { width: Math.max(SIZE.width, ...sizes.map((size) => size.width)), height };
}

function visibleGroups(node: OutlineNode) {
  return node.groups.map((group, index) => ({ ...group, index }));
}

interface Area {
  parent: string;
  group: number;
  left: number;
  top: number;
  width: number;
  depth: number;
}

function placeList(nodes: readonly OutlineNode[], area: Area, wishes: Wishes, picture: Picture, inFork = false): void {
  const middle = area.left + area.width / 2;
  let y = area.top;
  let previous: OutlineNode | undefined;
  if (!inFork) picture.slots.push({ id: `${area.parent}#${area.group}`, parent: area.parent, group: area.group, after: undefined, branch: false, x: middle, y: y - SIZE.pad / 2 });
  for (const node of nodes) {
    const size = measure(node, wishes);
    const top = { x: middle, y };
    if (previous !== undefined && runsOn(previous)) {
      picture.edges.push({ id: `${previous.ref}>${node.ref}`, from: previous.ref, to: node.ref, kind: "next", points: [{ x: middle, y: y - SIZE.gap }, top], label: undefined });
    }
    place(node, { ...area, left: middle - size.width / 2, top: y, width: size.width }, size, wishes, picture);
    y += size.height;
    picture.slots.push({ id: node.ref, parent: area.parent, group: area.group, after: node.ref, branch: inFork, x: middle, y: y + SIZE.slot / 2 + 4 });
    y += SIZE.gap;
    previous = node;
  }
}

function place(node: OutlineNode, area: Area, size: Extent, wishes: Wishes, picture: Picture): void {
  const inner = innerCount(node);
  const open = hasInner(node) && !wishes.folded.has(node.ref);
  const shape = open ? "frame" : inner > 0 ? "folded" : "task";
  picture.boxes.push({ ref: node.ref, node, x: area.left, y: area.top, ...size, depth: area.depth, shape, inner });
  if (!open) return;
  const groups = visibleGroups(node).map((group) => ({ group, extent: measureList(group.nodes, wishes) }));
  const { width, corners } = arrange(node, groups.map(({ extent }) => extent), wishes);
  for (const [index, { group, extent }] of groups.entries()) {
    const left = area.left + (size.width - width) / 2 + (corners[index]?.x ?? 0);
    const top = area.top + SIZE.header + (corners[index]?.y ?? 0);
    const label = labelHeight(node, group.label);
    if (label > 0) picture.labels.push({ id: `${node.ref}#${group.index}`, text: group.label, condition: group.condition, x: left, y: top, width: extent.width });
    placeList(group.nodes, { parent: node.ref, group: group.index, left, top: top + label + SIZE.pad, width: extent.width, depth: area.depth + 1 }, wishes, picture, node.kind === "fork");
  }
}

/** Whether the next task of the list follows by itself. */
function runsOn(node: OutlineNode): boolean {
  if (node.kind === "raise") return false;
  if (node.kind === "switch" && node.groups.some((group) => group.condition === undefined && group.then !== "continue")) return false;
  return node.then === undefined || node.then === "continue";
}

/** `then` targets and switch cases: a line along the right-hand side of what it passes, each in a lane of its own. */
function addJumps(root: OutlineNode, picture: Picture): void {
  const boxes = new Map(picture.boxes.map((box) => [box.ref, box]));
  let lane = 0;
  const jump = (from: Box, target: string, siblings: readonly OutlineNode[], label: string | undefined, key: string, offset = 0) => {
    const to = siblings.map((sibling) => boxes.get(sibling.ref)).find((box) => box?.node.name === target);
    if (to === undefined) return;
    const passed = siblings.map((sibling) => boxes.get(sibling.ref)).filter((box) => box !== undefined && box.y >= Math.min(from.y, to.y) && box.y <= Math.max(from.y, to.y));
    const outer = Math.max(...passed.map(rightOf));
    const x = outer + SIZE.pad + 16 * (lane++ % 6);
    const start = { x: from.x + from.width, y: from.y + Math.min(from.height, SIZE.height) / 2 + offset };
    const end = { x: to.x + to.width, y: to.y + Math.min(to.height, SIZE.height) / 2 };
    picture.edges.push({ id: `${from.ref}~${key}`, from: from.ref, to: to.ref, kind: "jump", points: [start, { x, y: start.y }, { x, y: end.y }, end], label });
  };
  const visit = (nodes: readonly OutlineNode[]) => {
    for (const node of nodes) {
      const box = boxes.get(node.ref);
      if (box === undefined) continue;
      if (node.then !== undefined) jump(box, node.then, nodes, undefined, "then");
      for (const [index, group] of node.groups.entries()) {
        if (group.then !== undefined) jump(box, group.then, nodes, group.label, String(index), spread(index, node.groups.length));
        visit(group.nodes);
      }
    }
  };
  visit(root.groups[0]?.nodes ?? []);
}

/** Several lines leave a task one below the other, so that each can be followed. */
function spread(index: number, count: number): number {
  const each = Math.min(12, (SIZE.height - 16) / Math.max(1, count));
  return (index - (count - 1) / 2) * each;
}

function rightOf(box: Box | undefined): number {
  return box === undefined ? 0 : box.x + box.width;
}
