import type { Run, Step } from "./api";

/** The step that a person has to look at first: the uncertain one, else the one that the error names, else the last that failed. */
export function culpritOf(run: Run): Step | undefined {
  const uncertain = run.steps.find((step) => step.state === "uncertain");
  if (uncertain !== undefined) return uncertain;
  const error = run.summary.error;
  if (error === undefined) return undefined;
  const named = run.steps.find((step) => step.id === error.stepId) ?? run.steps.findLast((step) => step.ref === error.instance && step.error !== undefined);
  return named ?? run.steps.findLast((step) => step.state === "failed");
}
