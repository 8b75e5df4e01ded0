import { Card, CardBody, Grid, GridItem, PageSection, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, type Schema } from "../../shared/api";
import { bucketed, bucketHours, RunBars } from "../../shared/chart";
import { useCan, useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { EnvironmentLabel, PageHeader } from "../../shared/ui";
import { runsRoute } from "../run";
import { FailingFlows, SlowestFlows } from "./FlowFigures";
import "./home.css";
import { LedgerCard } from "./LedgerCard";
import { ConnectionsInTrouble, RecentChanges } from "./TroubleCards";
import { Welcome } from "./Welcome";

const SPANS = [
  { hours: 24, label: "24 hours" },
  { hours: 168, label: "7 days" },
  { hours: 720, label: "30 days" },
];

export default function HomePage() {
  const tenant = useTenant();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get("hours"));
  const hours = SPANS.some((span) => span.hours === asked) ? asked : 24;
  const home = useQuery({
    queryKey: ["tenant", tenant.slug, "home", hours],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/home", { path: { tenant: tenant.slug }, query: { hours }, signal })).data,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  const flows = useQuery({ queryKey: ["tenant", tenant.slug, "flows", "any"], queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows", { path: { tenant: tenant.slug }, query: { limit: 1 }, signal })).data.items.length > 0, enabled: useCan("flow.read") });
  const isNew = flows.data === false && home.data?.ledger.accepted === 0;
  return (
    <>
      <PageHeader
        title={tenant.name}
        labels={<EnvironmentLabel environment={tenant.environment} />}
        actions={
          isNew ? undefined : (
            <ToggleGroup aria-label="Time shown">
              {SPANS.map((span) => (
                <ToggleGroupItem key={span.hours} text={span.label} isSelected={hours === span.hours} onChange={() => setSearch(span.hours === 24 ? {} : { hours: String(span.hours) }, { replace: true })} />
              ))}
            </ToggleGroup>
          )
        }
      />
      <PageSection hasBodyWrapper={false}>{isNew ? <Welcome /> : <Loaded query={home}>{(data) => <Figures home={data} />}</Loaded>}</PageSection>
    </>
  );
}

function Figures({ home }: { home: Schema<"TenantHome"> }) {
  const tenant = useTenant().slug;
  const buckets = bucketed(home.hours, bucketHours(home.hours.length));
  const from = buckets[0]?.from ?? "";
  return (
    <Grid hasGutter>
      <GridItem>
        <LedgerCard ledger={home.ledger} />
      </GridItem>
      <GridItem>
        <Card isCompact>
          <CardBody>
            <RunBars label={buckets.length === home.hours.length ? "Runs per hour" : "Runs over time"} buckets={buckets} linkTo={(bucket) => runsRoute.link({ tenant }, { from: bucket.from, to: bucket.to })} />
          </CardBody>
        </Card>
      </GridItem>
      <GridItem lg={6}>
        <FailingFlows title="Flows that fail most" flows={home.failing} from={from} none="No run has failed in this time." />
      </GridItem>
      <GridItem lg={6}>
        <SlowestFlows title="Slowest flows" flows={home.slowest} from={from} none="No run has ended in this time." />
      </GridItem>
      <GridItem lg={6}>
        <ConnectionsInTrouble connections={home.connections} />
      </GridItem>
      <GridItem lg={6}>
        <RecentChanges changes={home.changes} />
      </GridItem>
    </Grid>
  );
}
