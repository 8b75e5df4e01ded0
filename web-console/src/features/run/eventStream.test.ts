import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepOpen, type Source } from "./eventStream";

class FakeSource implements Source {
  static made: FakeSource[] = [];
  readyState = 0;
  private readonly listeners: [string, (event: { data?: unknown }) => void][] = [];
  constructor() {
    FakeSource.made.push(this);
  }
  addEventListener = (kind: string, listener: (event: { data?: unknown }) => void) => void this.listeners.push([kind, listener]);
  close = () => {
    this.readyState = 2;
  };
  tell(kind: string, data?: string) {
    for (const [each, listener] of this.listeners) if (each === kind) listener({ data });
  }
}

const newest = () => FakeSource.made.at(-1) as FakeSource;
const refuse = () => {
  newest().readyState = 2;
  newest().tell("error");
};
let heard: string[];
let gaps: number;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.made = [];
  heard = [];
  gaps = 0;
  stop = keepOpen(() => new FakeSource(), { run: (data) => heard.push(data) }, () => (gaps += 1));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it("hands events on and tells of a gap when the line was broken", () => {
  newest().tell("open");
  newest().tell("run", "1");
  newest().tell("error");
  newest().tell("open");
  expect([heard, gaps, FakeSource.made.length]).toEqual([["1"], 1, 1]);
});

it("connects again after a refusal, ever more rarely", () => {
  refuse();
  vi.advanceTimersByTime(1_000);
  expect(FakeSource.made).toHaveLength(2);
  refuse();
  vi.advanceTimersByTime(1_000);
  expect(FakeSource.made).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(FakeSource.made).toHaveLength(3);
  newest().tell("open");
  expect(gaps).toBe(1);
});

it("leaves nothing behind", () => {
  refuse();
  stop();
  vi.advanceTimersByTime(120_000);
  expect(FakeSource.made).toHaveLength(1);
  expect(newest().readyState).toBe(2);
});
