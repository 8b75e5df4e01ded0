import { expect, it } from "vitest";
import { callSnippet } from "./snippet";

const fn = { id: "sendMessage", version: "1.0.0", label: "Send message", inputSchema: {}, outputSchema: {}, call: "example.sendMessage:1.0.0@default" };

it("makes a task with the sample's values", () => {
  expect(callSnippet({ ...fn, sampleInput: { id: "c-1001", text: "It's here: now", urgent: true, to: { name: "Ada", tags: ["a"] } } }, "crm")).toBe(
    ["- sendMessage:", "    call: 'example.sendMessage:1.0.0@default'", "    with:", "      connection: crm", "      id: c-1001", "      text: 'It''s here: now'", "      urgent: true", "      to:", "        name: Ada", '        tags: ["a"]'].join("\n"),
  );
});

it("quotes what YAML would read as something else", () => {
  const lines = callSnippet({ ...fn, sampleInput: { a: "no", b: "12", c: "2026-01-01", d: "${ .x }", e: "" } }, "crm").split("\n").slice(4);
  expect(lines).toEqual(["      a: 'no'", "      b: '12'", "      c: '2026-01-01'", "      d: '${ .x }'", "      e: ''"]);
});
