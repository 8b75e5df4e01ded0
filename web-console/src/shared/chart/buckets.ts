export interface Bucket {
  from: string;
  to: string;
  succeeded: number;
  failed: number;
  other: number;
}

interface Hour {
  hour: string;
  succeeded: number;
  failed: number;
  other: number;
}

const HOUR = 3_600_000;

/** At most about 30 bars: hours for a day, six hours for a week, days for a month. */
export function bucketHours(count: number): number {
  if (count <= 30) return 1;
  return count <= 7 * 24 ? 6 : 24;
}

/** Sums consecutive hours; the last bucket is whole, the first may be short. */
export function bucketed(hours: readonly Hour[], size: number): Bucket[] {
  const buckets: Bucket[] = [];
  for (let end = hours.length; end > 0; end -= size) {
    const part = hours.slice(Math.max(0, end - size), end);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) continue;
    const sum = (of: (hour: Hour) => number) => part.reduce((total, hour) => total + of(hour), 0);
    buckets.unshift({ from: first.hour, to: new Date(Date.parse(last.hour) + HOUR).toISOString(), succeeded: sum((hour) => hour.succeeded), failed: sum((hour) => hour.failed), other: sum((hour) => hour.other) });
  }
  return buckets;
}

/** The top of a scale that starts at zero: 1, 2, 4, 5 or 10 times a power of ten, at least 4. */
export function scaleTop(largest: number): number {
  if (largest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(largest));
  return [1, 2, 4, 5, 10].map((factor) => factor * power).find((top) => top >= largest) ?? 10 * power;
}
