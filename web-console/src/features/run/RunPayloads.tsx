import { Grid, GridItem, Title } from "@patternfly/react-core";
import { urlOf } from "../../shared/api";
import type { Run } from "./api";
import { isOver } from "./over";
import { PayloadView } from "./PayloadView";

export function RunPayloads({ run, tenant }: { run: Run; tenant: string }) {
  const path = { tenant, runId: run.summary.id };
  return (
    <Grid hasGutter>
      <GridItem lg={6}>
        <Title headingLevel="h2" size="md" className="pb-gap-below">Input</Title>
        <PayloadView payload={run.input} label="input" whole={urlOf("/tenants/{tenant}/runs/{runId}/input", path)} />
      </GridItem>
      <GridItem lg={6}>
        <Title headingLevel="h2" size="md" className="pb-gap-below">Output</Title>
        {run.output === undefined ? <p className="pb-quiet">{isOver(run.summary.state) ? "The run ended without an output." : "The run has not ended yet."}</p> : <PayloadView payload={run.output} label="output" whole={urlOf("/tenants/{tenant}/runs/{runId}/output", path)} />}
      </GridItem>
    </Grid>
  );
}
