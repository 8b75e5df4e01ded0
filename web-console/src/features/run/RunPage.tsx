import "./run.css";
import { Button, Label, PageSection, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useRouteParams } from "../../shared/route";
import { StateLabel, TriggerName } from "../../shared/run";
import { useCan } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { Ago, duration } from "../../shared/time";
import { CopyButton, PageHeader, useToasts } from "../../shared/ui";
import { flowRoute, overlayOf, Picture } from "../flow";
import { type Run, runQuery, useCancelRun, useRerun } from "./api";
import { culpritOf } from "./culprit";
import { Gantt } from "./Gantt";
import { isOver } from "./over";
import { RunAlert } from "./RunAlert";
import { RunPayloads } from "./RunPayloads";
import { runRoute, runsRoute } from "./routes";
import { StepPanel } from "./StepPanel";
import { StepsTable } from "./StepsTable";
import { throttled } from "./throttle";
import { useRunEvents } from "./useRunEvents";

const VIEWS = { picture: "Picture", gantt: "Timeline", steps: "Steps", data: "Input and output" } as const;
type View = keyof typeof VIEWS;

export default function RunPage() {
  const { tenant, runId } = useRouteParams(runRoute);
  const client = useQueryClient();
  const query = useQuery({ ...runQuery(tenant, runId), refetchInterval: ({ state }) => (state.data !== undefined && !isOver(state.data.summary.state) ? 5_000 : false) });
  const run = query.data;
  // A question under way is not given up for the next event: in a busy run it would never be answered.
  const refresh = useMemo(() => throttled(() => void client.invalidateQueries({ queryKey: runQuery(tenant, runId).queryKey }, { cancelRefetch: false }), 500), [client, tenant, runId]);
  useEffect(() => refresh.stop, [refresh]);
  useRunEvents(tenant, runId, run !== undefined && !isOver(run.summary.state), { onRun: refresh.call, onStep: refresh.call, onGap: refresh.call });
  return (
    <>
      <PageHeader
        title={run?.summary.businessKey ?? "Run"}
        trail={[{ label: "Runs", to: runsRoute.link({ tenant }) }]}
        labels={run && <><StateLabel state={run.summary.state} compact={false} />{run.summary.test && <Label isCompact>Test</Label>}{run.cancelRequested && !isOver(run.summary.state) && <Label isCompact color="orange">Cancelling</Label>}</>}
        description={run && <Facts run={run} tenant={tenant} />}
        actions={run && <Actions run={run} tenant={tenant} />}
      />
      <PageSection hasBodyWrapper={false} isFilled>
        <Loaded query={query}>{(data) => <RunBody run={data} tenant={tenant} />}</Loaded>
      </PageSection>
    </>
  );
}

function Facts({ run, tenant }: { run: Run; tenant: string }) {
  const { summary } = run;
  return (
    <span className="pb-run-facts">
      <Link to={flowRoute.link({ tenant, flowId: summary.flowId })}>{summary.flowName}</Link>
      <span>{summary.flowVersion === undefined ? "draft" : `version ${summary.flowVersion}`}</span>
      <TriggerName kind={summary.trigger} />
      <span>accepted <Ago at={summary.acceptedAt} /></span>
      {summary.durationMs === undefined ? null : <span>took {duration(summary.durationMs)}</span>}
      {summary.wakeAt === undefined || isOver(summary.state) ? null : <span>goes on <Ago at={summary.wakeAt} ahead /></span>}
      {run.claims > 1 ? <span title="A node took the run up again, after a wait, a restart or a crash">taken up {run.claims} times</span> : null}
      {summary.parentRunId === undefined ? null : <Link to={runRoute.link({ tenant, runId: summary.parentRunId })}>parent run</Link>}
      {run.rerunOf === undefined ? null : <Link to={runRoute.link({ tenant, runId: run.rerunOf })}>rerun of</Link>}
      <span className="pb-mono">{summary.id} <CopyButton text={summary.id} label="Copy run id" /></span>
    </span>
  );
}

function Actions({ run, tenant }: { run: Run; tenant: string }) {
  const mayStart = useCan("run.start");
  const cancel = useCancelRun(tenant);
  const rerun = useRerun(tenant);
  const navigate = useNavigate();
  const { toast, failed } = useToasts();
  if (!mayStart) return null;
  const again = async () => {
    try {
      const started = await rerun.mutateAsync({ runId: run.summary.id, version: "same" });
      toast({ title: "Started again with the same input" });
      await navigate(runRoute.link({ tenant, runId: started.id }));
    } catch (error) {
      failed("The run was not started again", error);
    }
  };
  return isOver(run.summary.state) ? (
    <Button variant="primary" onClick={() => void again()} isLoading={rerun.isPending}>Rerun</Button>
  ) : (
    <Button variant="secondary" isDanger isDisabled={run.cancelRequested || cancel.isPending} onClick={() => cancel.mutate(run.summary.id, { onError: (error) => failed("The run was not cancelled", error) })}>
      {run.cancelRequested ? "Cancelling" : "Cancel run"}
    </Button>
  );
}

function RunBody({ run, tenant }: { run: Run; tenant: string }) {
  const [search, setSearch] = useSearchParams();
  const chosen = search.get("view") ?? "picture";
  const view: View = chosen in VIEWS ? (chosen as View) : "picture";
  const culprit = culpritOf(run);
  const stepId = search.get("step") ?? culprit?.id;
  const step = run.steps.find((each) => each.id === stepId);
  const overlay = useMemo(() => overlayOf(run.steps), [run.steps]);
  const set = (name: string, value: string | undefined) => setSearch((now) => {
    const next = new URLSearchParams(now);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  const selectTask = (ref: string | undefined) => set("step", ref === undefined ? undefined : run.steps.findLast((each) => each.ref === ref)?.id);
  return (
    <div className="pb-run">
      <RunAlert
        run={run}
        culprit={culprit}
        onShow={(id) => {
          set("step", id);
          setTimeout(() => document.getElementById("step-panel")?.focus());
        }}
      />
      <Tabs activeKey={view} onSelect={(_, key) => set("view", String(key))} aria-label="How to look at the run">
        {Object.entries(VIEWS).map(([key, label]) => <Tab key={key} eventKey={key} tabContentId="run-view" title={<TabTitleText>{label}</TabTitleText>} />)}
      </Tabs>
      <div id="run-view" role="tabpanel" aria-label={VIEWS[view]} className={`pb-run-columns pb-run-columns--${view}`}>
        <div className="pb-run-main">
          {view === "picture" && <Picture outline={run.outline} selected={step?.ref} onSelect={selectTask} run={overlay} />}
          {view === "gantt" && <Gantt run={run} selected={stepId} onSelect={(id) => set("step", id)} />}
          {view === "steps" && <StepsTable steps={run.steps} more={run.moreSteps === true} selected={stepId} onSelect={(id) => set("step", id)} />}
          {view === "data" && <RunPayloads run={run} tenant={tenant} />}
        </div>
        {step !== undefined && view !== "data" ? <StepPanel key={step.id} tenant={tenant} run={run} step={step} onSelect={(id) => set("step", id)} onClose={() => set("step", "")} /> : null}
      </div>
    </div>
  );
}
