import { Button, Checkbox, ToolbarItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { type Column, FilterSelect, ListSection, useListState } from "../../shared/list";
import { StateLabel } from "../../shared/run";
import { useCan, useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { ConfirmDialog, PageHeader, useToasts } from "../../shared/ui";
import { flowRoute, flowsQuery } from "../flow";
import type { RunSummary } from "./api";
import { deadLettersQuery, type LetterJobRequest, useStartLetterJob } from "./letters";
import { LetterJobs } from "./LetterJobs";
import { runRoute } from "./routes";
import { shortId } from "./RunsPage";

/** Runs that failed, until somebody replays or discards them. */
export default function DeadLettersPage() {
  const tenant = useTenant().slug;
  const list = useListState();
  const mayStart = useCan("run.start");
  const flows = useQuery(flowsQuery(tenant, { limit: 200 }));
  const filter = { q: list.q || undefined, flow: list.filter("flow") };
  const query = useQuery(deadLettersQuery(tenant, { ...filter, cursor: list.cursor }));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) => setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  const which = chosen.length > 0 ? { runs: [...chosen] } : filter;
  const words = chosen.length > 0 ? `${chosen.length} chosen` : filter.q === undefined && filter.flow === undefined ? "all" : "all that fit the filter";
  const isEmpty = query.data?.items.length === 0;
  return (
    <>
      <PageHeader
        title="Dead letters"
        description="Runs that failed or were given up, until somebody replays or discards them."
        actions={mayStart && !isEmpty ? <Actions tenant={tenant} which={which} words={words} onDone={() => setChosen([])} /> : undefined}
      />
      <LetterJobs tenant={tenant} />
      <ListSection
        label="Dead letters"
        list={list}
        query={query}
        columns={mayStart ? [chooser(chosen, toggle), ...columns(tenant)] : columns(tenant)}
        rowKey={(run) => run.id}
        searchLabel="Run id, business key or error text"
        filters={
          <ToolbarItem>
            <FilterSelect label="Flow" value={list.filter("flow")} options={(flows.data?.items ?? []).map((flow) => ({ value: flow.id, label: flow.name }))} onChange={(value) => list.setFilter("flow", value)} />
          </ToolbarItem>
        }
        empty={<Empty title="No dead letters">No run failed, or all that did were replayed or discarded.</Empty>}
      />
    </>
  );
}

function Actions({ tenant, which, words, onDone }: { tenant: string; which: Omit<LetterJobRequest, "action">; words: string; onDone: () => void }) {
  const start = useStartLetterJob(tenant);
  const { toast, failed } = useToasts();
  const [asking, setAsking] = useState<"replay" | "discard">();
  const begin = async (request: LetterJobRequest) => {
    try {
      const job = await start.mutateAsync(request);
      const undo = request.action === "discard" ? () => void begin({ action: "restore", job: job.id }) : undefined;
      toast({ title: { replay: "Replay begins", discard: "They are being discarded", restore: "They come back" }[request.action], undo });
      onDone();
    } catch (error) {
      failed("Nothing was changed", error);
    }
  };
  return (
    <>
      <Button onClick={() => setAsking("replay")}>Replay {words}</Button>
      <Button variant="secondary" isDanger onClick={() => setAsking("discard")}>
        Discard {words}
      </Button>
      {asking === "replay" && (
        <ConfirmDialog title={`Replay ${words}?`} action="Replay" onConfirm={() => begin({ ...which, action: "replay", version: "published" })} onClose={() => setAsking(undefined)}>
          Each starts once more with the same input, as a new run of the published version. Steps that had taken effect happen again.
        </ConfirmDialog>
      )}
      {asking === "discard" && (
        <ConfirmDialog title={`Discard ${words}?`} action="Discard" onConfirm={() => begin({ ...which, action: "discard" })} onClose={() => setAsking(undefined)}>
          They leave this list and stay among the runs. It can be undone.
        </ConfirmDialog>
      )}
    </>
  );
}

function columns(tenant: string): Column<RunSummary>[] {
  return [
    { key: "state", label: "State", width: 10, render: (run) => <StateLabel state={run.state} /> },
    {
      key: "run",
      label: "Run",
      width: 40,
      render: (run) => (
        <span className="pb-two-lines">
          <Link to={runRoute.link({ tenant, runId: run.id })}>{run.businessKey ?? shortId(run.id)}</Link>
          <small className="pb-break">{run.error?.title ?? ""}</small>
        </span>
      ),
    },
    { key: "flow", label: "Flow", width: 30, render: (run) => <Link to={flowRoute.link({ tenant, flowId: run.flowId })}>{run.flowName}</Link> },
    { key: "accepted", label: "Accepted", width: 20, render: (run) => <Ago at={run.acceptedAt} /> },
  ];
}

function chooser(chosen: readonly string[], toggle: (id: string) => void): Column<RunSummary> {
  return { key: "choose", label: "Choose", action: true, render: (run) => <Checkbox id={`choose-${run.id}`} aria-label={`Choose run ${shortId(run.id)}`} isChecked={chosen.includes(run.id)} onChange={() => toggle(run.id)} /> };
}
