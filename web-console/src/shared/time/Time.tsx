import { Tooltip } from "@patternfly/react-core";
import { useRef, useSyncExternalStore } from "react";
import { useMaybeTenant } from "../session";
import { exactTime, relativeTime } from "./time";

const TICK = 15_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** The present, renewed every 15 seconds: one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** The tenant's zone, outside a tenant the browser's. */
export function useTimeZone(): string {
  const zone = useMaybeTenant()?.timeZone;
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "5 minutes ago" with the exact time in the tenant's zone on hover; `ahead` for what has not happened yet. */
export function Ago({ at, ahead = false }: { at: string | undefined; ahead?: boolean }) {
  const zone = useTimeZone();
  const present = useNow();
  const place = useRef<HTMLTimeElement>(null);
  if (at === undefined) return <span className="pb-quiet">never</span>;
  return (
    <>
      <time dateTime={at} className="pb-time" ref={place}>
        {relativeTime(at, Math.max(present, Date.now() - TICK), zone, ahead)}
      </time>
      <Tooltip content={exactTime(at, zone)} entryDelay={150} triggerRef={place} aria="none" />
    </>
  );
}

/** The exact time in the tenant's zone. */
export function Exact({ at }: { at: string }) {
  return (
    <time dateTime={at} className="pb-time">
      {exactTime(at, useTimeZone())}
    </time>
  );
}
