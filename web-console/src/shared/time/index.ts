export { Ago, Exact, useNow, useTimeZone } from "./Time";
export { clock, date, duration, exactTime, relativeTime } from "./time";
