import { Grid, GridItem, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { Schema } from "../../shared/api";
import { Loaded } from "../../shared/state";
import { Ago } from "../../shared/time";
import { PageHeader } from "../../shared/ui";
import { overviewQuery } from "./api";
import { BusiestTenants } from "./BusiestTenants";
import { NodesCard } from "./NodesCard";
import "./operator.css";
import { DatabaseCard, PluginsCard, QueueCard, RunsCard } from "./OverviewCards";

export default function OperatorPage() {
  const query = useQuery(overviewQuery);
  return (
    <>
      <PageHeader title="Installation" description={query.data && <>Patchbay {query.data.version}, started <Ago at={query.data.startedAt} />.</>} />
      <PageSection hasBodyWrapper={false}>
        <Loaded query={query}>{(overview) => <Overview overview={overview} />}</Loaded>
      </PageSection>
    </>
  );
}

function Overview({ overview }: { overview: Schema<"OperatorOverview"> }) {
  return (
    <Grid hasGutter>
      <GridItem lg={4} md={6}>
        <QueueCard queue={overview.queue} />
      </GridItem>
      <GridItem lg={4} md={6}>
        <DatabaseCard database={overview.database} />
      </GridItem>
      <GridItem lg={4}>
        <PluginsCard plugins={overview.plugins} />
      </GridItem>
      <GridItem>
        <NodesCard nodes={overview.nodes} />
      </GridItem>
      <GridItem>
        <RunsCard runs={overview.runs} />
      </GridItem>
      <GridItem>
        <BusiestTenants tenants={overview.tenants} />
      </GridItem>
    </Grid>
  );
}
