import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, Tab, Tabs, TabTitleText, Title } from "@patternfly/react-core";
import { TimesIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Schema } from "../../shared/api";
import { FilterSelect } from "../../shared/list";
import { StateLabel } from "../../shared/run";
import { Loaded } from "../../shared/state";
import { duration, Exact } from "../../shared/time";
import { CopyButton, LinkButton } from "../../shared/ui";
import { approvalsRoute } from "../approval";
import { type Run, type Step, stepQuery } from "./api";
import { Exchanges } from "./Exchanges";
import { PayloadView } from "./PayloadView";
import { Settle } from "./Settle";

interface Facts {
  tenant: string;
  run: Run;
  step: Step;
  onSelect: (stepId: string) => void;
  onClose: () => void;
}

/** One step: what went in and out, what was tried, and what was said to the third party and back. */
export function StepPanel({ tenant, run, step, onSelect, onClose }: Facts) {
  const query = useQuery({ ...stepQuery(tenant, run.summary.id, step.id), refetchInterval: step.finishedAt === undefined ? 3_000 : false });
  const iterations = run.steps.filter((each) => each.ref === step.ref);
  return (
    <aside id="step-panel" tabIndex={-1} className="pb-step" aria-label={`Step ${step.name}`}>
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} flexWrap={{ default: "nowrap" }}>
        <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
          <Title headingLevel="h2" size="lg">{step.name}</Title>
          <StateLabel state={step.state} />
        </Flex>
        <Button variant="plain" icon={<TimesIcon />} aria-label="Close the step" onClick={onClose} />
      </Flex>
      {iterations.length > 1 ? <FilterSelect label={`Iteration (of ${iterations.length})`} value={step.id} options={iterations.map((each, index) => ({ value: each.id, label: each.iteration ?? String(index) }))} onChange={(id) => id !== undefined && onSelect(id)} /> : null}
      {step.error === undefined ? null : <Alert isInline isPlain variant="danger" title={`${step.error.title} (${step.error.status})`}><span className="pb-break">{step.error.detail}</span></Alert>}
      {step.state === "waiting" && step.function?.startsWith("approval.") ? <Alert isInline variant="info" title="It waits for a decision" actionLinks={<LinkButton variant="link" isInline to={approvalsRoute.link({ tenant }, { tab: "open" })}>Approvals</LinkButton>} /> : null}
      {step.state === "uncertain" ? <Settle tenant={tenant} run={run} step={step} /> : null}
      <Loaded query={query}>{(detail) => <Detail detail={detail} />}</Loaded>
    </aside>
  );
}

function Detail({ detail }: { detail: Schema<"StepDetail"> }) {
  // Of a failed call, what the third party said is looked for first.
  const [tab, setTab] = useState(detail.step.error !== undefined && detail.exchanges.length > 0 ? "exchanges" : "input");
  const tabs: Record<string, [title: string, body: ReactNode]> = {
    input: ["Input", <PayloadView key="input" payload={detail.input} label={`${detail.step.name}-input`} />],
    output: ["Output", detail.output === undefined ? <p key="output" className="pb-quiet">{detail.step.state === "failed" ? "The step failed and has no output." : "There is no output yet."}</p> : <PayloadView key="output" payload={detail.output} label={`${detail.step.name}-output`} />],
    exchanges: [`Exchanges (${detail.exchanges.length})`, <Exchanges key="exchanges" exchanges={detail.exchanges} />],
    attempts: [`Attempts (${detail.attempts.length})`, <Attempts key="attempts" attempts={detail.attempts} />],
    about: ["About", <About key="about" detail={detail} />],
  };
  return (
    <>
      <Tabs activeKey={tab} onSelect={(_, key) => setTab(String(key))} aria-label="Parts of the step" isSubtab>
        {Object.entries(tabs).map(([key, [title]]) => <Tab key={key} eventKey={key} tabContentId="step-part" title={<TabTitleText>{title}</TabTitleText>} />)}
      </Tabs>
      <div id="step-part" className="pb-step-body" tabIndex={0} role="tabpanel" aria-label={tabs[tab]?.[0]}>{tabs[tab]?.[1]}</div>
    </>
  );
}

function Attempts({ attempts }: { attempts: readonly Schema<"Attempt">[] }) {
  if (attempts.length === 0) return <p className="pb-quiet">Steps of this kind are not tried again.</p>;
  return (
    <ol className="pb-attempts">
      {attempts.map((attempt) => (
        <li key={attempt.number}>
          <Flex gap={{ default: "gapSm" }}>
            <strong>{attempt.number}</strong>
            <StateLabel state={attempt.state} />
            <Exact at={attempt.startedAt} />
            {attempt.finishedAt === undefined ? null : <span className="pb-quiet">{duration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt))}</span>}
          </Flex>
          {attempt.error === undefined ? null : <p className="pb-break">{attempt.error.title}{attempt.error.detail ? `: ${attempt.error.detail}` : ""}</p>}
        </li>
      ))}
    </ol>
  );
}

function About({ detail: { step, effect, idempotencyKey } }: { detail: Schema<"StepDetail"> }) {
  const facts: [string, ReactNode][] = [
    ["Kind", step.kind],
    ["Function", step.function && <code>{step.function}</code>],
    ["Connection", step.connection],
    ["Effect", effect],
    ["Idempotency key", idempotencyKey && <span className="pb-mono">{idempotencyKey} <CopyButton text={idempotencyKey} label="Copy idempotency key" /></span>],
    ["Started", <Exact key="started" at={step.startedAt} />],
    ["Took", step.durationMs === undefined ? undefined : duration(step.durationMs)],
    ["Tries again", step.retryAt && <Exact at={step.retryAt} />],
    ["Place in the text", <span key="place" className="pb-mono">{step.ref}</span>],
  ];
  return (
    <DescriptionList isCompact isHorizontal>
      {facts.filter(([, value]) => value !== undefined && value !== "").map(([term, value]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
