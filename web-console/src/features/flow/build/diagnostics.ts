import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { FlowProblem } from "../api";

/** Problems as underlined places of the text. Positions beyond the text (it was changed meanwhile) fall on its end. */
export function diagnosticsOf(problems: readonly FlowProblem[], doc: Text): Diagnostic[] {
  return problems.map((problem) => {
    const from = offsetOf(doc, problem.line, problem.column);
    const to = Math.max(from, offsetOf(doc, problem.endLine, problem.endColumn));
    return { from, to: to === from ? Math.min(doc.length, from + 1) : to, severity: problem.severity, message: problem.message, source: problem.code };
  });
}

/** Lines and columns count from 1. */
export function offsetOf(doc: Text, line: number, column: number): number {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const place = doc.line(line);
  return Math.min(place.to, place.from + Math.max(0, column - 1));
}
