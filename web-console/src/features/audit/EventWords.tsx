import type { Schema } from "../../shared/api";
import { actionWords } from "./words";

/** What was done to what, in words; the action's code on hover. */
export function EventWords({ event }: { event: Schema<"AuditEvent"> }) {
  return (
    <>
      {event.outcome === "refused" && <span className="pb-bad">Refused: </span>}
      <span title={event.action}>{actionWords(event.action)}</span> <strong className="pb-break">{event.target}</strong>
    </>
  );
}
