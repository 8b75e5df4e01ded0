import type { FlowProblem, OutlineNode } from "../api";

/** All tasks of an outline, in the order of the text. */
export function tasksOf(root: OutlineNode): OutlineNode[] {
  return root.groups.flatMap((group) => group.nodes.flatMap((node) => [node, ...tasksOf(node)]));
}

export function findTask(root: OutlineNode | undefined, ref: string | undefined): OutlineNode | undefined {
  if (root === undefined || ref === undefined) return undefined;
  return tasksOf(root).find((node) => node.ref === ref);
}

/** The innermost task at a line of the text. */
export function taskAtLine(root: OutlineNode, line: number): OutlineNode | undefined {
  return tasksOf(root).findLast((node) => node.line <= line && line <= node.endLine);
}

/** How many problems each task has; a problem belongs to the innermost task whose reference its pointer begins with. */
export function problemsByTask(root: OutlineNode, problems: readonly FlowProblem[]): ReadonlyMap<string, number> {
  const refs = tasksOf(root).map((node) => node.ref).sort((a, b) => b.length - a.length);
  const counts = new Map<string, number>();
  for (const problem of problems) {
    const ref = refs.find((each) => problem.pointer === each || problem.pointer.startsWith(`${each}/`));
    if (ref !== undefined) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  }
  return counts;
}

/** The lines of the text that a task takes. */
export function excerptOf(text: string, node: OutlineNode): string {
  const lines = text.split("\n").slice(node.line - 1, node.endLine);
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join("\n").trimEnd();
}
