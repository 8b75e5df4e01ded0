import { Alert, Button, Flex, Title } from "@patternfly/react-core";
import { useState } from "react";
import { Link } from "react-router";
import { Code } from "../../../shared/code";
import { JsonViewer } from "../../../shared/json";
import { StateLabel } from "../../../shared/run";
import { duration } from "../../../shared/time";
import { ProblemAlert } from "../../../shared/ui";
import { runRoute } from "../../run";
import type { Flow } from "../api";
import type { Draft } from "./useDraft";
import type { TestRun } from "./useTestRun";

/** Runs the draft with a sample; the picture shows its steps while they happen. */
export function TestPanel({ flow, tenant, draft, test, onClose }: { flow: Flow; tenant: string; draft: Draft; test: TestRun; onClose: () => void }) {
  const [sample, setSample] = useState(() => JSON.stringify(flow.sampleInput ?? {}, null, 2));
  const [wrong, setWrong] = useState<string>();
  const { run } = test;
  const go = async () => {
    const input = parse(sample);
    setWrong(input.problem);
    if (input.problem !== undefined) return;
    if (!(await draft.keeper.save())) {
      setWrong("The draft is not saved, so it cannot be tested. Save it first.");
      return;
    }
    test.start(input.value);
  };
  return (
    <section className="pb-test" aria-label="Test">
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }}>
        <Title headingLevel="h2" size="md">Test the draft</Title>
        <Button variant="link" onClick={onClose}>Close</Button>
      </Flex>
      <div className="pb-test-columns">
        <div className="pb-stack">
          <Code label="Sample input" language="json" value={sample} onChange={setSample} className="pb-test-input" />
          {wrong === undefined ? null : <Alert isInline isPlain variant="danger" title={wrong} />}
          <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
            <Button onClick={() => void go()} isLoading={test.starting} isDisabled={test.starting}>Run the test</Button>
            <span className="pb-quiet">Calls to third parties are real.</span>
          </Flex>
        </div>
        <div className="pb-stack">
          <ProblemAlert error={test.error} />
          {run === undefined ? <p className="pb-quiet">The output is shown here.</p> : (
            <>
              <span>
                <StateLabel state={run.summary.state} compact={false} /> {run.summary.durationMs === undefined ? null : duration(run.summary.durationMs)}{" "}
                <Link to={runRoute.link({ tenant, runId: run.summary.id })}>Open the run</Link>
              </span>
              {run.summary.error === undefined ? null : <p className="pb-bad pb-break">{run.summary.error.title}{run.summary.error.detail === undefined ? "" : `: ${run.summary.error.detail}`}</p>}
              {run.output?.value === undefined ? null : <div className="pb-test-output"><JsonViewer value={run.output.value} label="Output" /></div>}
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function parse(text: string): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `The sample is not JSON: ${error instanceof Error ? error.message : "mend it first"}` };
  }
}
