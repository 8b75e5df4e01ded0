import { Alert } from "@patternfly/react-core";
import type { Schema } from "../../shared/api";
import { duration } from "../../shared/time";

/** What a test of a connection said. */
export function CheckOutcome({ result }: { result: Schema<"CheckResult"> }) {
  return (
    <Alert isInline variant={result.ok ? "success" : "danger"} title={result.ok ? "The connection works" : "The connection does not work"} className="pb-gap-below">
      {result.message} {result.advice} <span className="pb-quiet">({duration(result.durationMs)})</span>
    </Alert>
  );
}
