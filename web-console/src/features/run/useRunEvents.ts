import { useEffect, useRef } from "react";
import { type Schema, urlOf } from "../../shared/api";

interface Listeners {
  onRun?: (run: Schema<"RunSummary">) => void;
  onStep?: (event: Schema<"StepEvent">) => void;
}

/** Listens to changes of the tenant's runs, or of one run with its steps. The browser connects again by itself. */
export function useRunEvents(tenant: string, runId: string | undefined, listeners: Listeners): void {
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => {
    const source = new EventSource(urlOf("/tenants/{tenant}/runs/events", { tenant }, { run: runId }));
    source.addEventListener("run", (event) => latest.current.onRun?.(JSON.parse(event.data as string) as Schema<"RunSummary">));
    source.addEventListener("step", (event) => latest.current.onStep?.(JSON.parse(event.data as string) as Schema<"StepEvent">));
    return () => source.close();
  }, [tenant, runId]);
}
