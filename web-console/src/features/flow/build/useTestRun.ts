import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "../../../shared/api";
import { runQuery } from "../../run";
import { useTestFlow } from "../api";

const OVER: readonly Schema<"RunState">[] = ["succeeded", "failed", "cancelled", "dead"];

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
  const { data } = useQuery({ ...runQuery(tenant, runId ?? ""), enabled: runId !== undefined, refetchInterval: ({ state }) => (state.data !== undefined && OVER.includes(state.data.summary.state) ? false : 500) });
  return {
    start: (input) => {
      setRunId(undefined);
      test.mutate(input, { onSuccess: (run) => setRunId(run.id) });
    },
    clear: () => setRunId(undefined),
    starting: test.isPending,
    error: test.error,
    run: runId === undefined ? undefined : data,
  };
}
