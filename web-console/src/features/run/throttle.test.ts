import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { throttled } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("acts at once, and once more at the end of a burst", () => {
  const act = vi.fn();
  const { call } = throttled(act, 500);
  for (let count = 0; count < 50; count += 1) call();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it("goes on during a burst without end", () => {
  const act = vi.fn();
  const { call } = throttled(act, 500);
  for (let time = 0; time < 5_000; time += 50) {
    call();
    vi.advanceTimersByTime(50);
  }
  expect(act.mock.calls.length).toBeGreaterThanOrEqual(10);
});

it("forgets what waits when it is stopped", () => {
  const act = vi.fn();
  const { call, stop } = throttled(act, 500);
  call();
  call();
  stop();
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(1);
});
