import { describe, expect, it } from "vitest";
import { orderText } from "./flows.ts";
import { readFlow } from "./outline.ts";

describe("the fake's reading of a flow", () => {
  it("finds branches, cases and lines", () => {
    const { outline, problems } = readFlow(orderText);
    const tasks = outline.groups[0]?.nodes ?? [];
    expect(problems).toEqual([]);
    expect(tasks.map((task) => [task.name, task.kind])).toEqual([["fulfil", "fork"], ["check", "switch"], ["compensate", "do"], ["reply", "set"]]);
    expect(tasks[0]?.groups.map((group) => group.label)).toEqual(["pay", "reserve", "confirm", "ship"]);
    expect(tasks[1]?.groups.map((group) => group.then)).toEqual(["compensate", "reply"]);
  });

  it("says where a task is that does nothing", () => {
    expect(readFlow("do:\n  - odd:\n      nonsense: 1\n").problems).toMatchObject([{ line: 2, column: 5, pointer: "/do/0/odd" }]);
  });
});
