import { BaseEdge, type Edge as FlowEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import type { Edge } from "./layout";

const CORNER = 8;

/** A line through the points that the layout gave, with round corners and an arrow head. */
export function PointsEdge({ id, data }: EdgeProps<FlowEdge<{ edge: Edge }>>) {
  const edge = data?.edge;
  if (edge === undefined) return null;
  const [corner, end] = [edge.points[1], edge.points[2]];
  return (
    <>
      <BaseEdge id={id} path={pathOf(edge.points)} className={`pb-edge pb-edge--${edge.kind}`} />
      <path d={arrowAt(edge.points)} className={`pb-arrow pb-arrow--${edge.kind}`} />
      {edge.label === undefined || corner === undefined || end === undefined ? null : (
        <EdgeLabelRenderer>
          <span className="pb-edge-label" style={{ transform: `translate(4px, -50%) translate(${corner.x}px, ${(corner.y + end.y) / 2}px)` }}>
            {edge.label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

type Point = Edge["points"][number];

function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const from = towards(point, before);
      const to = towards(point, after);
      return `L ${from.x} ${from.y} Q ${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join(" ");
}

function towards(corner: Point, other: Point): Point {
  const distance = Math.hypot(other.x - corner.x, other.y - corner.y) || 1;
  const share = Math.min(CORNER, distance / 2) / distance;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function arrowAt(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return "";
  const sideways = before.y === tip.y;
  return sideways ? `M ${tip.x} ${tip.y} l 7 -4 v 8 z` : `M ${tip.x} ${tip.y} l -4 -7 h 8 z`;
}
