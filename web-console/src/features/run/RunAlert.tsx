import { Alert, AlertActionLink } from "@patternfly/react-core";
import { Link } from "react-router";
import { useTenant } from "../../shared/session";
import { connectionRoute } from "../connection";
import type { Run, Step } from "./api";

/** The first thing to see of a run that needs a person: which step, which connection, what the third party said, what to do. */
export function RunAlert({ run, culprit, onShow }: { run: Run; culprit: Step | undefined; onShow: (stepId: string) => void }) {
  const tenant = useTenant().slug;
  const { state, error } = run.summary;
  const uncertain = state === "uncertain";
  if (!uncertain && error === undefined) return null;
  const problem = culprit?.error ?? error;
  const title = uncertain ? `Nobody knows whether '${culprit?.name ?? "a step"}' happened` : culprit === undefined ? (error?.title ?? "The run failed") : `Step '${culprit.name}' failed: ${problem?.title ?? "no reason given"}`;
  return (
    <Alert isInline variant={uncertain ? "warning" : "danger"} title={title} actionLinks={culprit && <AlertActionLink onClick={() => onShow(culprit.id)}>Show the step</AlertActionLink>}>
      {culprit?.connection === undefined ? null : (
        <p>
          Connection <Link to={connectionRoute.link({ tenant, name: culprit.connection })}>{culprit.connection}</Link>
          {culprit.function === undefined ? null : <>, function <code>{culprit.function}</code></>}
          {culprit.attempts > 1 ? `, ${culprit.attempts} attempts` : ""}.
        </p>
      )}
      {problem?.detail === undefined ? null : <p className="pb-break">{problem.detail}</p>}
      <p>{uncertain ? "It was under way when a node stopped, and repeating it could do it twice. Look at the third party, then settle it below: it happened, or it did not." : (problem?.advice ?? "Mend the cause, then rerun with the same input.")}</p>
    </Alert>
  );
}
