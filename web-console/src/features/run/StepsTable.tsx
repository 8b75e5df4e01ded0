import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { StateLabel } from "../../shared/run";
import { Empty } from "../../shared/state";
import { duration, Exact } from "../../shared/time";
import type { Step } from "./api";

export function StepsTable({ steps, more, selected, onSelect }: { steps: readonly Step[]; more: boolean; selected: string | undefined; onSelect: (stepId: string) => void }) {
  if (steps.length === 0) return <Empty title="No step has started">It is shown here as soon as one does.</Empty>;
  return (
    <>
      <Table aria-label="Steps in the order of their start" variant="compact">
        <Thead>
          <Tr>
            <Th>Step</Th>
            <Th>State</Th>
            <Th>Connection</Th>
            <Th>Attempts</Th>
            <Th>Took</Th>
            <Th>Started</Th>
          </Tr>
        </Thead>
        <Tbody>
          {steps.map((step) => (
            <Tr key={step.id} isRowSelected={step.id === selected}>
              <Td dataLabel="Step">
                <Button variant="link" isInline onClick={() => onSelect(step.id)}>{step.name}</Button>
                {step.iteration ? <span className="pb-quiet"> {step.iteration}</span> : null}
              </Td>
              <Td dataLabel="State"><StateLabel state={step.state} /></Td>
              <Td dataLabel="Connection">{step.connection ?? ""}</Td>
              <Td dataLabel="Attempts">{step.attempts}</Td>
              <Td dataLabel="Took">{step.durationMs === undefined ? "–" : duration(step.durationMs)}</Td>
              <Td dataLabel="Started"><Exact at={step.startedAt} /></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more ? <p className="pb-quiet">The run has more steps; the first 2,000 are shown.</p> : null}
    </>
  );
}
