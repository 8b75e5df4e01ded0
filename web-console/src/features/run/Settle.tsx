import { Alert, Button, Flex, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { useCan } from "../../shared/session";
import { ProblemAlert } from "../../shared/ui";
import { type Run, type Step, useSettle } from "./api";

/** Lets a person say what became of an uncertain step. */
export function Settle({ tenant, run, step }: { tenant: string; run: Run; step: Step }) {
  const settle = useSettle(tenant, run.summary.id);
  const may = useCan("run.start");
  const [output, setOutput] = useState("");
  const value = parse(output);
  if (!may) return null;
  return (
    <Alert isInline variant="warning" title="Did it happen?">
      <div className="pb-stack">
        <p>Look at the third party. If it happened, the run goes on with the output you give here; if not, the step is done again.</p>
        <TextArea aria-label="Output of the step as JSON" placeholder="Output as JSON, if it happened" value={output} onChange={(_, next) => setOutput(next)} resizeOrientation="vertical" validated={value === undefined ? "error" : "default"} />
        {settle.isError ? <ProblemAlert error={settle.error} /> : null}
        <Flex gap={{ default: "gapSm" }}>
          <Button isDisabled={value === undefined || settle.isPending} onClick={() => settle.mutate({ stepId: step.id, outcome: "happened", output: value?.json })}>It happened</Button>
          <Button variant="secondary" isDisabled={settle.isPending} onClick={() => settle.mutate({ stepId: step.id, outcome: "did-not-happen" })}>It did not happen</Button>
        </Flex>
      </div>
    </Alert>
  );
}

function parse(text: string): { json: unknown } | undefined {
  if (text.trim() === "") return { json: null };
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
