import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "../../../shared/api";
import { runQuery } from "../../run";
import { useTestFlow } from "../api";

/** How long until the run is looked at again, in milliseconds; what waits for an hour or for a person is not asked twice a second. */
function paceOf(state: Schema<"RunState">): number | false {
  if (state === "waiting" || state === "uncertain") return 3_000;
  return state === "queued" || state === "running" ? 500 : false;
}

export interface TestRun {
  start: (input: unknown) => void;
  clear: () => void;
  starting: boolean;
  error: unknown;
  run: Schema<"Run"> | undefined;
}

/** A test of the draft, followed while it runs. */
export function useTestRun(tenant: string, flowId: string): TestRun {
  const [runId, setRunId] = useState<string>();
  const test = useTestFlow(tenant, flowId);
  const query = useQuery({ ...runQuery(tenant, runId ?? ""), enabled: runId !== undefined, refetchInterval: ({ state }) => (state.data === undefined ? 500 : paceOf(state.data.summary.state)) });
  return {
    start: (input) => {
      setRunId(undefined);
      test.reset();
      test.mutate(input, { onSuccess: (run) => setRunId(run.id) });
    },
    clear: () => {
      setRunId(undefined);
      test.reset();
    },
    starting: test.isPending,
    error: test.error ?? (runId === undefined ? null : query.error),
    run: runId === undefined ? undefined : query.data,
  };
}
