import { Card, CardBody, CardHeader, CardTitle, Content, ExpandableSection, Title } from "@patternfly/react-core";
import type { Schema } from "../../shared/api";
import { JsonViewer } from "../../shared/json";
import { CopyButton } from "../../shared/ui";
import { EffectLabel, effectMeaning } from "./EffectLabel";
import { SchemaTable } from "./SchemaTable";
import { callSnippet } from "./snippet";

/** Generated documentation of an action or a trigger. */
export function FunctionDoc({ fn, connection, trigger = false }: { fn: Schema<"ConnectorFunction">; connection: string; trigger?: boolean }) {
  const snippet = callSnippet(fn, connection);
  return (
    <Card isCompact id={fn.id}>
      <CardHeader actions={{ actions: fn.effect && <EffectLabel effect={fn.effect} />, hasNoOffset: true }}>
        <CardTitle component="h3">
          {fn.label} <small className="pb-quiet pb-mono pb-function-id">{fn.id} {fn.version}</small>
        </CardTitle>
      </CardHeader>
      <CardBody className="pb-stack">
        <div>
          {fn.help && <Content component="p">{fn.help}</Content>}
          {fn.effect && <Content component="small">{effectMeaning(fn.effect)} {fn.lookup && <>Settled by <a href={`#${fn.lookup}`}>{fn.lookup}</a>.</>}</Content>}
        </div>
        {!trigger && (
          <div className="pb-snippet-box">
            <pre className="pb-snippet" tabIndex={0} aria-label={`How to call ${fn.label}`}>{snippet}</pre>
            <CopyButton text={snippet} label={`Copy the call of ${fn.label}`} />
          </div>
        )}
        <div>
          <Title headingLevel="h4" size="md">{trigger ? "Settings" : "Input"}</Title>
          <SchemaTable label={`Input of ${fn.label}`} schema={fn.inputSchema} />
        </div>
        <div>
          <Title headingLevel="h4" size="md">{trigger ? "What a run starts with" : "Output"}</Title>
          <SchemaTable label={`Output of ${fn.label}`} schema={fn.outputSchema} />
        </div>
        {fn.sampleOutput !== undefined && (
          <ExpandableSection toggleText="Sample of the output">
            <JsonViewer value={fn.sampleOutput} label={`Sample output of ${fn.label}`} />
          </ExpandableSection>
        )}
      </CardBody>
    </Card>
  );
}
