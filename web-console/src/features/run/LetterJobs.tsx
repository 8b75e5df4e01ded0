import { Button, Card, CardBody, CardTitle, Flex, FlexItem, PageSection, Progress } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useCan } from "../../shared/session";
import { Ago } from "../../shared/time";
import { useToasts } from "../../shared/ui";
import { type LetterJob, letterJobsQuery, useCancelLetterJob, useStartLetterJob, wordsOf } from "./letters";

const SHOWN = 3;

/** The newest jobs: those under way with their progress, what was discarded with a way back. */
export function LetterJobs({ tenant }: { tenant: string }) {
  const client = useQueryClient();
  const jobs = useQuery(letterJobsQuery(tenant)).data?.items.slice(0, SHOWN) ?? [];
  const running = jobs.filter((job) => job.state === "running").length;
  // The list below changes with every part that is done.
  const done = jobs.reduce((sum, job) => sum + job.done, 0);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["tenant", tenant, "runs", "letters", "list"] });
  }, [client, tenant, running, done]);
  if (jobs.length === 0) return null;
  return (
    <PageSection hasBodyWrapper={false}>
      <Card isCompact>
        <CardTitle component="h2">Latest jobs</CardTitle>
        <CardBody>
          {jobs.map((job) => (
            <Job key={job.id} tenant={tenant} job={job} />
          ))}
        </CardBody>
      </Card>
    </PageSection>
  );
}

function Job({ tenant, job }: { tenant: string; job: LetterJob }) {
  const cancel = useCancelLetterJob(tenant);
  const start = useStartLetterJob(tenant);
  const mayStart = useCan("run.start");
  const { failed } = useToasts();
  const share = job.total === 0 ? 100 : Math.min(100, (100 * (job.done + job.refused)) / job.total);
  return (
    <Flex alignItems={{ default: "alignItemsCenter" }}>
      <FlexItem grow={{ default: "grow" }}>
        {job.state === "running" ? <Progress aria-label={wordsOf(job)} title={wordsOf(job)} value={share} size="sm" /> : <>{wordsOf(job)}{job.state === "cancelled" ? ", then cancelled" : ""}</>}
        <small className="pb-quiet"> by {job.startedBy} <Ago at={job.startedAt} /></small>
      </FlexItem>
      {mayStart && job.state === "running" && (
        <Button variant="link" onClick={() => cancel.mutate(job.id, { onError: (error) => failed("The job was not cancelled", error) })}>
          Cancel
        </Button>
      )}
      {mayStart && job.state !== "running" && job.action === "discard" && job.done > 0 && (
        <Button variant="link" onClick={() => start.mutate({ action: "restore", job: job.id }, { onError: (error) => failed("Nothing was changed", error) })}>
          Bring back
        </Button>
      )}
    </Flex>
  );
}
