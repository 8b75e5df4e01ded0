import { Button } from "@patternfly/react-core";
import type { Schema } from "../../shared/api";
import { JsonViewer } from "../../shared/json";

/** A recorded value: a tree, or the beginning of a large one with the way to the whole. */
export function PayloadView({ payload, label, whole }: { payload: Schema<"Payload"> | undefined; label: string; whole?: string }) {
  if (payload === undefined) return <p className="pb-quiet">Nothing was recorded.</p>;
  if (!payload.truncated) return <JsonViewer value={payload.value ?? null} label={label} />;
  return (
    <div className="pb-stack">
      <p className="pb-quiet">
        The value has {payload.bytes.toLocaleString("en")} bytes; its beginning is shown.{" "}
        {whole === undefined ? null : <Button component="a" variant="link" isInline href={whole} download={`${label}.json`}>Download all of it</Button>}
      </p>
      <pre className="pb-snippet" tabIndex={0}>{payload.preview}</pre>
    </div>
  );
}
