import { ExpandableSection, Label } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import type { Schema } from "../../shared/api";
import { JsonViewer } from "../../shared/json";
import { duration } from "../../shared/time";
import { CopyButton } from "../../shared/ui";
import { curlOf } from "./curl";

type Exchange = Schema<"Exchange">;

/** HTTP as it went out and came back; secrets are masked before they are recorded. */
export function Exchanges({ exchanges }: { exchanges: readonly Exchange[] }) {
  if (exchanges.length === 0) return <p className="pb-quiet">The step sent nothing over HTTP.</p>;
  return (
    <div className="pb-stack">
      {exchanges.map((exchange, index) => (
        <section key={index} className="pb-exchange" aria-label={`${exchange.method} ${exchange.url}`}>
          <div className="pb-exchange-line">
            <strong>{exchange.method}</strong> <span className="pb-break">{exchange.url}</span>
          </div>
          <div className="pb-exchange-line">
            <Label isCompact color={colorOf(exchange)}>{exchange.status ?? "no answer"}</Label>
            <span className="pb-quiet">{duration(exchange.durationMs)}, attempt {exchange.attempt}</span>
            <CopyButton text={() => curlOf(exchange)} label="Copy as curl" />
          </div>
          {exchange.failure === undefined ? null : <p className="pb-bad pb-break">{exchange.failure}</p>}
          <Part title="Request">
            <Headers headers={exchange.requestHeaders} />
            <Body text={exchange.requestBody} label="request" />
          </Part>
          <Part title="Answer" open={exchange.status === undefined || exchange.status >= 400}>
            <Headers headers={exchange.responseHeaders} />
            <Body text={exchange.responseBody} label="answer" />
            {exchange.truncated ? <p className="pb-quiet">The beginning of the body is kept.</p> : null}
          </Part>
        </section>
      ))}
    </div>
  );
}

/** Folded away, unless it is what one came for. */
function Part({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  const [shown, setShown] = useState(open);
  return <ExpandableSection toggleText={title} isIndented isExpanded={shown} onToggle={(_, next) => setShown(next)}>{children}</ExpandableSection>;
}

function colorOf({ status }: Exchange): "green" | "orange" | "red" {
  if (status === undefined || status >= 500) return "red";
  return status >= 400 ? "orange" : "green";
}

function Headers({ headers }: { headers: readonly Schema<"Header">[] }) {
  return (
    <dl className="pb-headers">
      {headers.map((header, index) => (
        <div key={index}>
          <dt>{header.name}</dt>
          <dd>{header.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ text, label }: { text: string | undefined; label: string }) {
  if (text === undefined || text === "") return <p className="pb-quiet">No body.</p>;
  const json = parsed(text);
  return json === undefined ? <pre className="pb-snippet" tabIndex={0}>{text}</pre> : <JsonViewer value={json} label={`Body of the ${label}`} />;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
