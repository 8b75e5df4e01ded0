import { describe, expect, it } from "vitest";
import { commandOf } from "./shortcuts";

const key = (name: string, held: { ctrlKey?: boolean; altKey?: boolean } = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("the keyboard", () => {
  it("opens the palette from everywhere, also while typing", () => {
    expect(commandOf(key("k", { ctrlKey: true }), true, false)).toEqual({ kind: "palette" });
  });

  it("leaves letters alone while somebody types", () => {
    expect(commandOf(key("g"), true, false)).toBeUndefined();
    expect(commandOf(key("/"), true, false)).toBeUndefined();
  });

  it("goes to a page with g and a letter", () => {
    expect(commandOf(key("g"), false, false)).toEqual({ kind: "await-go" });
    expect(commandOf(key("r"), false, true)).toEqual({ kind: "go", key: "r" });
  });

  it("does not take keys of the browser", () => {
    expect(commandOf(key("f", { ctrlKey: true }), false, true)).toBeUndefined();
  });
});
