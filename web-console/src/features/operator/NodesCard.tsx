import { Button, Card, CardBody, CardTitle, Label, Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Schema } from "../../shared/api";
import { Ago } from "../../shared/time";
import { useToasts } from "../../shared/ui";
import { useDrain } from "./api";
import { bytes, percent } from "./format";

type Node = Schema<"Node">;

const STATES = { running: { label: "Running", color: "green" }, draining: { label: "Draining", color: "orange" }, gone: { label: "Gone", color: "red" } } as const;

export function NodesCard({ nodes }: { nodes: readonly Node[] }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Nodes</CardTitle>
      <CardBody>
        <Table aria-label="Nodes" variant="compact" borders={false}>
          <Thead>
            <Tr>
              <Th width={15}>Node</Th>
              <Th>State</Th>
              <Th>Runs</Th>
              <Th width={25}>Memory</Th>
              <Th width={20}>Processor</Th>
              <Th>Started</Th>
              <Th modifier="nowrap">Last seen</Th>
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {nodes.map((node) => (
              <Row key={node.name} node={node} />
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function Row({ node }: { node: Node }) {
  const { label, color } = STATES[node.state];
  return (
    <Tr>
      <Td dataLabel="Node">{node.name} <span className="pb-quiet">{node.version}</span></Td>
      <Td dataLabel="State"><Label isCompact color={color}>{label}</Label></Td>
      <Td dataLabel="Runs"><Runs node={node} /></Td>
      <Td dataLabel="Memory"><Gauge label={`Memory of ${node.name}`} share={node.heapUsedBytes / node.heapMaxBytes} text={`${bytes(node.heapUsedBytes)} / ${bytes(node.heapMaxBytes)}`} /></Td>
      <Td dataLabel="Processor"><Gauge label={`Processor of ${node.name}`} share={node.cpuLoad} text={percent(node.cpuLoad)} /></Td>
      <Td dataLabel="Started"><Ago at={node.startedAt} /></Td>
      <Td dataLabel="Last seen"><Ago at={node.lastSeenAt} /></Td>
      <Td isActionCell>{node.state !== "gone" && <Drain node={node} />}</Td>
    </Tr>
  );
}

/** A dead node's runs belong to it until their leases end. */
function Runs({ node }: { node: Node }) {
  if (node.state === "gone" && node.activeRuns > 0) {
    return <span className="pb-two-lines"><span>{node.activeRuns}</span><small>{node.leasedUntil === undefined ? "being taken over" : <>taken over <Ago at={node.leasedUntil} /></>}</small></span>;
  }
  return <span className="pb-two-lines"><span>{node.runsInMemory}</span>{node.writesWaiting > 0 && <small>{node.writesWaiting.toLocaleString("en")} writes wait</small>}</span>;
}

function Drain({ node }: { node: Node }) {
  const drain = useDrain();
  const { toast, failed } = useToasts();
  const wanted = node.state === "running";
  const act = () =>
    drain.mutate({ node: node.name, drain: wanted }, {
      onSuccess: () => toast({ title: wanted ? `${node.name} hands its runs over and starts no more` : `${node.name} works again` }),
      onError: (error) => failed(`${node.name} could not be asked`, error),
    });
  return <Button variant="secondary" size="sm" isLoading={drain.isPending} onClick={act}>{wanted ? "Drain" : "Resume"}</Button>;
}

function Gauge({ label, share, text }: { label: string; share: number; text: string }) {
  const known = Number.isFinite(share) && share >= 0 ? Math.min(1, share) : 0;
  return <Progress aria-label={label} size="sm" value={known * 100} label={text} valueText={text} measureLocation={ProgressMeasureLocation.outside} variant={known > 0.9 ? "warning" : undefined} className="pb-gauge" />;
}
