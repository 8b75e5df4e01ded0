import { Card, CardBody, CardTitle, Label, Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Schema } from "../../shared/api";
import { Ago } from "../../shared/time";
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
      <Td dataLabel="Runs">{node.activeRuns}</Td>
      <Td dataLabel="Memory"><Gauge label={`Memory of ${node.name}`} share={node.heapUsedBytes / node.heapMaxBytes} text={`${bytes(node.heapUsedBytes)} / ${bytes(node.heapMaxBytes)}`} /></Td>
      <Td dataLabel="Processor"><Gauge label={`Processor of ${node.name}`} share={node.cpuLoad} text={percent(node.cpuLoad)} /></Td>
      <Td dataLabel="Started"><Ago at={node.startedAt} /></Td>
      <Td dataLabel="Last seen"><Ago at={node.lastSeenAt} /></Td>
    </Tr>
  );
}

function Gauge({ label, share, text }: { label: string; share: number; text: string }) {
  const known = Number.isFinite(share) && share >= 0 ? Math.min(1, share) : 0;
  return <Progress aria-label={label} size="sm" value={known * 100} label={text} valueText={text} measureLocation={ProgressMeasureLocation.outside} variant={known > 0.9 ? "warning" : undefined} className="pb-gauge" />;
}
