import "@xyflow/react/dist/style.css";
import "./picture.css";
import { Background, Controls, type Edge as FlowEdge, type Node, MiniMap, Panel, ReactFlow, ReactFlowProvider, useReactFlow, useStore } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Schema } from "../../../shared/api";
import { firstView, inView } from "./fit";
import { type LabelNode, GroupName } from "./GroupName";
import { InsertButton, type SlotNode } from "./InsertButton";
import { layOut, type Picture, type Slot } from "./layout";
import { neighbour } from "./neighbour";
import { type TaskState, touched } from "./overlay";
import { PointsEdge } from "./PointsEdge";
import { StepSearch } from "./StepSearch";
import { TaskCard, type TaskNode } from "./TaskCard";

type OutlineNode = Schema<"OutlineNode">;

export interface FlowPictureFacts {
  outline: OutlineNode;
  selected: string | undefined;
  onSelect: (ref: string | undefined) => void;
  /** What a run did; undefined where the picture shows no run. */
  run?: ReadonlyMap<string, TaskState>;
  /** Problems by reference of their task. */
  problems?: ReadonlyMap<string, number>;
  /** Present where tasks can be added. */
  onInsert?: (slot: Slot) => void;
}

const NODE_TYPES = { task: TaskCard, label: GroupName, slot: InsertButton };
const EDGE_TYPES = { points: PointsEdge };
const NO_PROBLEMS: ReadonlyMap<string, number> = new Map();
const SMALL_FLOW = 12;
const LARGE_FLOW = 30;
const SEARCH_HEIGHT = 64;
/** Below this width branches stand one below the other. */
const NARROW = 460;

/** A flow drawn from top to bottom. Arrow keys move between tasks, Enter selects, `f` shows the selected task in full. */
export default function FlowPicture(facts: FlowPictureFacts) {
  return (
    <ReactFlowProvider>
      <Canvas {...facts} />
    </ReactFlowProvider>
  );
}

function Canvas({ outline, selected, onSelect, run, problems = NO_PROBLEMS, onInsert }: FlowPictureFacts) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const stacked = width > 0 && width < NARROW;
  const picture = useMemo(() => layOut(outline, { folded, stacked }), [outline, folded, stacked]);
  const searchable = picture.boxes.length > SMALL_FLOW;
  const host = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const fold = useCallback((ref: string) => setFolded((now) => toggled(now, ref)), []);
  const nodes = useMemo(() => nodesOf(picture, { selected, onSelect, fold, run, problems, onInsert }), [picture, selected, onSelect, fold, run, problems, onInsert]);
  const edges = useMemo(() => edgesOf(picture), [picture]);

  // The first view is repeated while the column changes its size, until the person moves the picture.
  const touched = useRef(false);
  useEffect(() => {
    if (touched.current || width === 0 || height === 0) return;
    void flow.setViewport(firstView(picture, { width, height }, searchable ? SEARCH_HEIGHT : undefined));
  }, [picture, searchable, width, height, flow]);

  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (width === 0 || shown.current === selected) return;
    shown.current = selected;
    const box = picture.boxes.find((each) => each.ref === selected);
    if (box === undefined || inView(box, flow.getViewport(), { width, height })) return;
    touched.current = true;
    void flow.setCenter(box.x + box.width / 2, box.y + Math.min(box.height, height) / 2, { zoom: Math.max(flow.getZoom(), 0.6), duration: 200 });
  }, [selected, picture, flow, width, height]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = (event.target as HTMLElement).dataset["ref"] ?? selected;
    const next = neighbour(picture.boxes, from, event.key);
    if (next !== undefined) {
      event.preventDefault();
      focusTask(host.current, next);
      const box = picture.boxes.find((each) => each.ref === next);
      if (box !== undefined && !inView(box, flow.getViewport(), { width, height })) {
        touched.current = true;
        void flow.setCenter(box.x + box.width / 2, box.y + Math.min(box.height, height) / 2, { zoom: flow.getZoom(), duration: 200 });
      }
    }
    if (event.key === "f" && selected !== undefined) void flow.fitView({ nodes: [{ id: selected }], maxZoom: 1, duration: 200 });
  };

  return (
    <div ref={host} className="pb-picture" role="group" aria-label="Picture of the flow" onKeyDown={onKeyDown}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        onMoveStart={(event) => {
          if (event !== null) touched.current = true;
        }}
        minZoom={0.1}
        maxZoom={1.5}
        onPaneClick={() => onSelect(undefined)}
        zoomOnDoubleClick={false}
      >
        <Background gap={24} size={1} />
        <Controls showInteractive={false} position="bottom-left" fitViewOptions={{ padding: 0.05, maxZoom: 1, duration: 200 }} />
        {searchable ? <Panel position="top-left"><StepSearch boxes={picture.boxes} selected={selected} onSelect={onSelect} /></Panel> : null}
        {picture.boxes.length > LARGE_FLOW && !stacked ? <MiniMap pannable zoomable ariaLabel="Small map of the flow" nodeClassName={(node) => `pb-minimap--${node.type ?? ""}`} /> : null}
      </ReactFlow>
    </div>
  );
}

interface Dressing {
  selected: string | undefined;
  onSelect: (ref: string) => void;
  fold: (ref: string) => void;
  run: ReadonlyMap<string, TaskState> | undefined;
  problems: ReadonlyMap<string, number>;
  onInsert: ((slot: Slot) => void) | undefined;
}

/** Every node has a size from the start: one without stays hidden until it is measured, which can be missed when the nodes are made anew meanwhile. */
function nodesOf(picture: Picture, dressing: Dressing): Node[] {
  const { selected, onSelect, fold, run, problems, onInsert } = dressing;
  const tasks = picture.boxes.map(
    (box): TaskNode => ({
      id: box.ref,
      type: "task",
      position: { x: box.x, y: box.y },
      width: box.width,
      height: box.height,
      zIndex: box.depth,
      data: { box, selected: box.ref === selected, run: run?.get(box.ref), passedOver: run !== undefined && !touched(run, box.ref), problems: problems.get(box.ref) ?? 0, onSelect, onFold: fold },
    }),
  );
  const labels = picture.labels.map((label): LabelNode => ({ id: `label ${label.id}`, type: "label", position: { x: label.x, y: label.y }, width: label.width, initialHeight: 20, zIndex: 50, data: { label } }));
  const slots = onInsert === undefined ? [] : picture.slots.map((slot): SlotNode => ({ id: `slot ${slot.id}`, type: "slot", position: { x: slot.x - 11, y: slot.y - 11 }, initialWidth: 22, initialHeight: 22, zIndex: 60, data: { slot, onInsert } }));
  return [...tasks, ...labels, ...slots];
}

function edgesOf(picture: Picture): FlowEdge[] {
  return picture.edges.map((edge) => ({ id: edge.id, source: edge.from, target: edge.to, type: "points", zIndex: 40, data: { edge } }));
}

function toggled(set: ReadonlySet<string>, ref: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(ref)) next.add(ref);
  return next;
}

function taskButton(host: HTMLElement | null, ref: string): HTMLElement | null {
  return host?.querySelector<HTMLElement>(`[data-ref="${CSS.escape(ref)}"]`) ?? null;
}

function focusTask(host: HTMLElement | null, ref: string): void {
  taskButton(host, ref)?.focus();
}
