const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * "just now", "5 minutes ago", "in 3 hours"; beyond 30 days the date. The clocks of browser and server differ a little, so what is
 * close by is "just now" unless it is known to lie ahead.
 */
export function relativeTime(instant: string, now: number, timeZone: string, ahead = false): string {
  const difference = Date.parse(instant) - now;
  const size = Math.abs(difference);
  if (size < 45_000) return ahead && difference > 5_000 ? "in a moment" : "just now";
  if (size > 30 * DAY) return date(instant, timeZone);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  if (size < 50 * MINUTE) return words.format(Math.sign(difference) * Math.max(1, Math.round(size / MINUTE)), "minute");
  if (size < 22 * HOUR) return words.format(Math.sign(difference) * Math.max(1, Math.round(size / HOUR)), "hour");
  return words.format(Math.sign(difference) * Math.max(1, Math.round(size / DAY)), "day");
}

/** The instant to the second in a time zone, with the zone's name, as in "23 Nov 2026, 14:03:22 CET". */
export function exactTime(instant: string, timeZone: string): string {
  return format(instant, timeZone, { dateStyle: "medium", timeStyle: "long" });
}

export function date(instant: string, timeZone: string): string {
  return format(instant, timeZone, { dateStyle: "medium" });
}

export function clock(instant: string, timeZone: string): string {
  return format(instant, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "0 ms", "820 ms", "4.2 s", "3 min 5 s", "2 h 10 min", "3 d 4 h": two units at most. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;
  if (ms < HOUR) return pair(ms, MINUTE, "min", 1_000, "s");
  if (ms < DAY) return pair(ms, HOUR, "h", MINUTE, "min");
  return pair(ms, DAY, "d", HOUR, "h");
}

function pair(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const whole = Math.floor(ms / big);
  const rest = Math.floor((ms % big) / small);
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

function format(instant: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const value = new Date(instant);
  if (Number.isNaN(value.getTime())) return instant;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(value);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(value);
  }
}
