import { Label, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Schema } from "../../../shared/api";
import { JsonViewer } from "../../../shared/json";
import { StateLabel } from "../../../shared/run";
import { Loaded } from "../../../shared/state";
import { duration } from "../../../shared/time";
import { connectorRoute } from "../../connector";
import { stepQuery } from "../../run";
import type { OutlineNode } from "../api";
import { kindOf } from "../picture/kinds";
import { excerptOf } from "./outline";
import { useFunctions } from "./useFunctions";

interface Facts {
  tenant: string;
  node: OutlineNode | undefined;
  text: string;
  /** The test that is shown, if any. */
  run: Schema<"Run"> | undefined;
}

/** What the selected task says, what it calls, and what went through it in the last test. */
export function Inspector({ tenant, node, text, run }: Facts) {
  if (node === undefined) return <p className="pb-quiet">Select a task in the picture or put the cursor on it in the text.</p>;
  const step = run?.steps.findLast((each) => each.ref === node.ref);
  return (
    <div className="pb-stack">
      <div>
        <Title headingLevel="h2" size="lg">{node.name}</Title>
        <span className="pb-quiet">{kindOf(node.kind).label}{node.conditional ? ", only if its condition holds" : ""}</span>
      </div>
      {step !== undefined && run !== undefined ? <Through tenant={tenant} run={run} step={step} /> : <p className="pb-quiet">Test the flow to see what goes in and out here.</p>}
      <div>
        <Title headingLevel="h3" size="md">Settings</Title>
        <pre className="pb-snippet pb-gap-above" tabIndex={0}>{excerptOf(text, node)}</pre>
      </div>
      <Called tenant={tenant} text={excerptOf(text, node)} node={node} />
    </div>
  );
}

function Through({ tenant, run, step }: { tenant: string; run: Schema<"Run">; step: Schema<"Step"> }) {
  const query = useQuery(stepQuery(tenant, run.summary.id, step.id));
  return (
    <div className="pb-stack">
      <span><StateLabel state={step.state} /> {step.durationMs === undefined ? null : <span className="pb-quiet">{duration(step.durationMs)}</span>}</span>
      {step.error === undefined ? null : <p className="pb-bad pb-break">{step.error.title}{step.error.detail === undefined ? "" : `: ${step.error.detail}`}</p>}
      <Loaded query={query}>
        {(detail) => (
          <>
            {detail.input?.value === undefined ? null : <><Title headingLevel="h3" size="md">Input</Title><JsonViewer value={detail.input.value} label="Input of the task" depth={1} /></>}
            {detail.output?.value === undefined ? null : <><Title headingLevel="h3" size="md">Output</Title><JsonViewer value={detail.output.value} label="Output of the task" depth={1} /></>}
          </>
        )}
      </Loaded>
    </div>
  );
}

function Called({ tenant, text, node }: { tenant: string; text: string; node: OutlineNode }) {
  const functions = useFunctions(tenant);
  if (node.kind !== "call") return null;
  const found = functions.find(({ fn }) => text.includes(fn.call));
  if (found === undefined) return null;
  const { fn, connector } = found;
  const properties = Object.entries((fn.inputSchema["properties"] as Record<string, { title?: string; description?: string }> | undefined) ?? {});
  const required = new Set((fn.inputSchema["required"] as string[] | undefined) ?? []);
  return (
    <div>
      <Title headingLevel="h3" size="md">{fn.label} {fn.effect === undefined ? null : <Label isCompact>{fn.effect}</Label>}</Title>
      <p>{fn.help}</p>
      <dl className="pb-fields">
        {properties.map(([name, property]) => (
          <div key={name}>
            <dt><code>{name}</code>{required.has(name) ? " (required)" : ""}</dt>
            <dd>{[property.title, property.description].filter(Boolean).join(". ")}</dd>
          </div>
        ))}
      </dl>
      <Link to={connectorRoute.link({ tenant, connectorId: connector.id })}>All of {connector.label}</Link>
    </div>
  );
}
