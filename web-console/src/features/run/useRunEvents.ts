import { useEffect, useRef } from "react";
import { type Schema, urlOf } from "../../shared/api";
import { keepOpen } from "./eventStream";

interface Listeners {
  onRun?: (run: Schema<"RunSummary">) => void;
  onStep?: (event: Schema<"StepEvent">) => void;
  /** The line was broken for a while: events may be missing. */
  onGap?: () => void;
}

/** Listens to changes of the tenant's runs, or of one run with its steps, while `live`: a browser has few lines to one server. */
export function useRunEvents(tenant: string, runId: string | undefined, live: boolean, listeners: Listeners): void {
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => {
    if (!live) return undefined;
    return keepOpen(
      () => new EventSource(urlOf("/tenants/{tenant}/runs/events", { tenant }, { run: runId })),
      {
        run: (data) => latest.current.onRun?.(JSON.parse(data) as Schema<"RunSummary">),
        step: (data) => latest.current.onStep?.(JSON.parse(data) as Schema<"StepEvent">),
      },
      () => latest.current.onGap?.(),
    );
  }, [tenant, runId, live]);
}
