import { Button, Grid, GridItem, Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Pager, useListState } from "../../../shared/list";
import { useCan } from "../../../shared/session";
import { Empty, Loaded, Loading } from "../../../shared/state";
import { Ago } from "../../../shared/time";
import { ConfirmDialog, useToasts } from "../../../shared/ui";
import { type Flow, useRollBack, versionQuery, versionsQuery } from "../api";

const Difference = lazy(() => import("./Difference"));

/** Versions, newest first, each compared with the draft. */
export function Versions({ flow, text, tenant }: { flow: Flow; text: string; tenant: string }) {
  const list = useListState();
  const query = useQuery(versionsQuery(tenant, flow.id, list.cursor));
  const [chosen, setChosen] = useState<number>();
  return (
    <Loaded query={query}>
      {(page) => {
        if (page.items.length === 0) return <Empty title="Nothing is published yet">Publish the draft to make version 1. A version never changes, so runs can be explained years later.</Empty>;
        const number = chosen ?? page.items[0]?.number;
        return (
          <Grid hasGutter>
            <GridItem lg={4}>
              <ul className="pb-versions" aria-label="Versions">
                {page.items.map((version) => (
                  <li key={version.number}>
                    <button type="button" aria-pressed={version.number === number} onClick={() => setChosen(version.number)}>
                      <span><strong>Version {version.number}</strong> {version.published ? <Label isCompact color="green">Published</Label> : null}</span>
                      <span className="pb-quiet">{version.createdBy}, <Ago at={version.createdAt} /></span>
                      {version.note === undefined ? null : <span className="pb-break">{version.note}</span>}
                    </button>
                  </li>
                ))}
              </ul>
              <Pager list={list} nextCursor={page.nextCursor} />
            </GridItem>
            <GridItem lg={8}>{number === undefined ? null : <Compared key={number} flow={flow} text={text} tenant={tenant} number={number} published={page.items.some((version) => version.number === number && version.published)} />}</GridItem>
          </Grid>
        );
      }}
    </Loaded>
  );
}

function Compared({ flow, text, tenant, number, published }: { flow: Flow; text: string; tenant: string; number: number; published: boolean }) {
  const query = useQuery(versionQuery(tenant, flow.id, number));
  const mayPublish = useCan("flow.publish");
  const back = useRollBack(tenant, flow.id);
  const { toast } = useToasts();
  const [asking, setAsking] = useState(false);
  const rollBack = async () => {
    await back.mutateAsync(number);
    toast({ title: `Version ${number} is published again` });
  };
  return (
    <Loaded query={query}>
      {(version) => (
        <div className="pb-stack">
          <div className="pb-versions-head">
            <span className="pb-quiet">{version.text === text ? `The draft is the same as version ${number}.` : `Left: version ${number}. Right: the draft.`}</span>
            {mayPublish && !published ? <Button variant="secondary" onClick={() => setAsking(true)}>Publish version {number} again</Button> : null}
          </div>
          <Suspense fallback={<Loading lines={10} />}>
            <Difference before={version.text} after={text} />
          </Suspense>
          {asking ? (
            <ConfirmDialog title={`Roll '${flow.name}' back to version ${number}?`} action="Roll back" danger={false} onConfirm={rollBack} onClose={() => setAsking(false)}>
              New runs use version {number} from now on. Runs under way stay on their version. The draft stays as it is.
            </ConfirmDialog>
          ) : null}
        </div>
      )}
    </Loaded>
  );
}
