import type { ReactNode } from "react";
import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { useTenant } from "../../shared/session";
import { duration } from "../../shared/time";
import { flowRoute } from "../flow";
import { runsRoute } from "../run";

interface Facts {
  title: string;
  flows: readonly Schema<"FlowFigure">[];
  /** Start of the time that the figures are about. */
  from: string;
  none: string;
}

export function FailingFlows({ title, flows, from, none }: Facts) {
  const tenant = useTenant().slug;
  return (
    <FiguresCard title={title} flows={flows} none={none} heads={["Failed", "Of all"]}>
      {(flow) => [
        <Link key="failed" to={runsRoute.link({ tenant }, { flow: flow.flowId, state: ["failed", "dead"], from })} className={flow.failed > 0 ? "pb-bad" : undefined}>{flow.failed.toLocaleString("en")}</Link>,
        `${flow.runs === 0 ? 0 : Math.round((flow.failed / flow.runs) * 100)} %`,
      ]}
    </FiguresCard>
  );
}

export function SlowestFlows({ title, flows, from, none }: Facts) {
  const tenant = useTenant().slug;
  return (
    <FiguresCard title={title} flows={flows} none={none} heads={["Half within", "95 % within"]}>
      {(flow) => [duration(flow.p50Ms), <Link key="p95" to={runsRoute.link({ tenant }, { flow: flow.flowId, from })}>{duration(flow.p95Ms)}</Link>]}
    </FiguresCard>
  );
}

interface CardFacts extends Pick<Facts, "title" | "flows" | "none"> {
  heads: readonly [string, string];
  children: (flow: Schema<"FlowFigure">) => [ReactNode, ReactNode];
}

function FiguresCard({ title, flows, none, heads, children }: CardFacts) {
  const tenant = useTenant().slug;
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        {flows.length === 0 ? (
          <p className="pb-quiet">{none}</p>
        ) : (
          <Table aria-label={title} variant="compact" borders={false} gridBreakPoint="">
            <Thead>
              <Tr>
                <Th>Flow</Th>
                {heads.map((head) => <Th key={head} className="pb-number">{head}</Th>)}
              </Tr>
            </Thead>
            <Tbody>
              {flows.map((flow) => {
                const [first, second] = children(flow);
                return (
                  <Tr key={flow.flowId}>
                    <Td className="pb-break"><Link to={flowRoute.link({ tenant, flowId: flow.flowId })}>{flow.name}</Link></Td>
                    <Td className="pb-number">{first}</Td>
                    <Td className="pb-number">{second}</Td>
                  </Tr>
                );
              })}
            </Tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
