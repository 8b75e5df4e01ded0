import { Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { RUN_STATES, StateLabel } from "../../shared/run";
import { duration } from "../../shared/time";
import { bytes } from "./format";
import { pluginsRoute } from "./routes";

const SLOW_QUEUE = 30;
const SLOW_DATABASE = 50;

export function QueueCard({ queue }: { queue: Schema<"QueueStatus"> }) {
  return (
    <FactsCard title="Queue">
      <Fact term="Waiting for a node">{queue.queued.toLocaleString("en")} runs</Fact>
      <Fact term="Oldest waits" bad={queue.oldestAgeSeconds > SLOW_QUEUE}>{queue.queued === 0 ? "nobody waits" : duration(queue.oldestAgeSeconds * 1_000)}</Fact>
      <Fact term="Uncertain" bad={queue.uncertain > 0}>{queue.uncertain.toLocaleString("en")}</Fact>
      <Fact term="Dead" bad={queue.dead > 0}>{queue.dead.toLocaleString("en")}</Fact>
    </FactsCard>
  );
}

export function DatabaseCard({ database }: { database: Schema<"DatabaseStatus"> }) {
  return (
    <FactsCard title="Database">
      <Fact term="Product">{database.product} {database.version}</Fact>
      <Fact term="Answers in" bad={database.latencyMs > SLOW_DATABASE}>{database.latencyMs < 10 ? `${database.latencyMs.toFixed(1)} ms` : duration(database.latencyMs)}</Fact>
      <Fact term="Connections" bad={database.connectionsUsed > 0.9 * database.connectionsMax}>{database.connectionsUsed} of {database.connectionsMax}</Fact>
      <Fact term="Size">{bytes(database.sizeBytes)}, schema {database.migration}</Fact>
    </FactsCard>
  );
}

export function PluginsCard({ plugins }: { plugins: Schema<"PluginCounts"> }) {
  return (
    <FactsCard title="Plugins">
      <Fact term="Installed"><Link to={pluginsRoute.link({})}>{plugins.installed}</Link></Fact>
      <Fact term="In quarantine" bad={plugins.quarantined > 0}>{plugins.quarantined}</Fact>
      <Fact term="Failed to load" bad={plugins.failed > 0}>{plugins.failed}</Fact>
    </FactsCard>
  );
}

/** Runs of all tenants by state, in the order of a run's life. */
export function RunsCard({ runs }: { runs: readonly Schema<"StateCount">[] }) {
  const counts = new Map(runs.map(({ state, count }) => [state, count]));
  return (
    <Card isCompact>
      <CardTitle component="h2">Runs of all tenants</CardTitle>
      <CardBody>
        <ul className="pb-state-counts">
          {RUN_STATES.map((state) => (
            <li key={state}>
              <strong>{(counts.get(state) ?? 0).toLocaleString("en")}</strong>
              <StateLabel state={state} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function FactsCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        <DescriptionList isCompact isHorizontal horizontalTermWidthModifier={{ default: "9rem" }} className="pb-facts">
          {children}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

function Fact({ term, bad = false, children }: { term: string; bad?: boolean; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className={bad ? "pb-bad" : undefined}>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
