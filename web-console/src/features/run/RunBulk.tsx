import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useTenant } from "../../shared/session";
import { ConfirmDialog, useToasts } from "../../shared/ui";
import { type RunSummary, useCancelRun, useRerun } from "./api";
import { isOver } from "./over";

/** What can be done with all chosen runs at once; those that cannot be cancelled or rerun are left out and counted. */
export function RunBulk({ runs, onDone }: { runs: readonly RunSummary[]; onDone: () => void }) {
  const tenant = useTenant().slug;
  const cancel = useCancelRun(tenant);
  const rerun = useRerun(tenant);
  const { toast, failed } = useToasts();
  const [asking, setAsking] = useState(false);
  const alive = runs.filter((run) => !isOver(run.state));
  const over = runs.filter((run) => isOver(run.state));
  const each = async (title: string, some: readonly RunSummary[], act: (id: string) => Promise<unknown>) => {
    const outcomes = await Promise.allSettled(some.map((run) => act(run.id)));
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    if (refused !== undefined) failed(`${outcomes.filter((outcome) => outcome.status === "rejected").length} of ${some.length} runs refused`, refused.reason);
    else toast({ title });
    onDone();
  };
  return (
    <>
      <Button variant="secondary" isDisabled={over.length === 0} onClick={() => void each(`${over.length} runs started again`, over, (runId) => rerun.mutateAsync({ runId, version: "published" }))}>
        Rerun {over.length}
      </Button>
      <Button variant="secondary" isDanger isDisabled={alive.length === 0} onClick={() => setAsking(true)}>
        Cancel {alive.length}
      </Button>
      {asking && (
        <ConfirmDialog title={`Cancel ${alive.length} runs?`} action="Cancel runs" onConfirm={() => each(`${alive.length} runs are being cancelled`, alive, cancel.mutateAsync)} onClose={() => setAsking(false)}>
          Steps under way are interrupted. Steps that finished stay as they are.
        </ConfirmDialog>
      )}
    </>
  );
}
