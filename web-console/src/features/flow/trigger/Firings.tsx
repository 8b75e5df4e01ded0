import { Label, Title, ToolbarItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Schema } from "../../../shared/api";
import { type Column, FilterSelect, ListSection, useListState } from "../../../shared/list";
import { TriggerName } from "../../../shared/run";
import { Empty } from "../../../shared/state";
import { Ago } from "../../../shared/time";
import { runRoute } from "../../run";
import { firingsQuery } from "../api";

type Firing = Schema<"Firing">;
type Decision = Schema<"FiringDecision">;

const DECISIONS: Record<Decision, { label: string; color: "green" | "grey" | "orange" }> = {
  accepted: { label: "Accepted", color: "green" },
  duplicate: { label: "Duplicate", color: "grey" },
  refused: { label: "Refused", color: "orange" },
};

/** Why it ran, and why it did not. */
export function Firings({ flowId, tenant }: { flowId: string; tenant: string }) {
  const list = useListState();
  const query = useQuery(firingsQuery(tenant, flowId, { cursor: list.cursor, decision: list.filter("decision") as Decision | undefined }));
  return (
    <div className="pb-nested">
      <Title headingLevel="h2" size="md">What the trigger decided</Title>
      <ListSection
        label="Firings"
        list={list}
        query={query}
        columns={columns(tenant)}
        rowKey={(firing) => firing.id}
        filters={
          <ToolbarItem>
            <FilterSelect label="Decision" value={list.filter("decision")} options={Object.entries(DECISIONS).map(([value, { label }]) => ({ value, label }))} onChange={(value) => list.setFilter("decision", value)} />
          </ToolbarItem>
        }
        empty={<Empty title="It never fired">Every call and every tick is listed here with the decision and its reason, refusals too.</Empty>}
      />
    </div>
  );
}

const columns = (tenant: string): Column<Firing>[] => [
  { key: "at", label: "When", width: 20, render: (firing) => <Ago at={firing.at} /> },
  { key: "decision", label: "Decision", width: 15, render: (firing) => <Label isCompact color={DECISIONS[firing.decision].color}>{DECISIONS[firing.decision].label}</Label> },
  { key: "reason", label: "Reason", width: 40, render: (firing) => <span className="pb-break">{firing.reason}</span> },
  { key: "trigger", label: "Trigger", width: 15, render: (firing) => <TriggerName kind={firing.trigger} /> },
  { key: "run", label: "Run", width: 10, render: (firing) => firing.runId === undefined ? "" : <Link to={runRoute.link({ tenant, runId: firing.runId })}>Open</Link> },
];
