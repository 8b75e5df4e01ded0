import { describe, expect, it } from "vitest";
import { byPointer, fieldsOf, initialValues, problemsOf, settled } from "./schema";

const schema = {
  type: "object",
  required: ["baseUrl", "apiKey", "region"],
  properties: {
    timeoutSeconds: { type: "integer", minimum: 1, maximum: 60, default: 10, "x-patchbay": { order: 3 } },
    apiKey: { type: "string", "x-patchbay": { secret: true, order: 2, label: "API key" } },
    baseUrl: { type: "string", format: "uri", title: "Base URL", description: "Without a slash at the end", pattern: "^https?://", "x-patchbay": { order: 1, sample: "https://api.example.com" } },
    region: { enum: ["eu", "us"] },
    headers: { type: "object", additionalProperties: { type: "string" } },
    tags: { type: "array", items: { type: "string" } },
    proxy: { $ref: "#/$defs/Proxy" },
  },
  $defs: { Proxy: { type: "object", required: ["host"], properties: { host: { type: "string" }, note: { type: "string", "x-patchbay": { multiline: true } } } } },
};
const fields = fieldsOf(schema);

describe("the fields of a schema", () => {
  it("come in declared order, the others as written", () => {
    expect(fields.map((field) => field.name)).toEqual(["baseUrl", "apiKey", "timeoutSeconds", "region", "headers", "tags", "proxy"]);
  });

  it("have the kind that fits", () => {
    expect(fields.map((field) => field.kind)).toEqual(["text", "secret", "integer", "choice", "map", "list", "group"]);
    expect(fields[6]?.fields.map((field) => field.kind)).toEqual(["text", "multiline"]);
  });

  it("take label, help and sample from the schema and fall back to the name", () => {
    expect(fields[0]).toMatchObject({ label: "Base URL", help: "Without a slash at the end", sample: "https://api.example.com" });
    expect(fields[1]?.label).toBe("API key");
    expect(fields[2]?.label).toBe("Timeout seconds");
  });

  it("start with their defaults", () => expect(initialValues(fields)).toEqual({ timeoutSeconds: 10 }));
});

it("takes an object or nothing as the object", () => {
  expect(fieldsOf({ anyOf: [{ type: "object", properties: { id: { type: "string" } } }, { type: "null" }] }).map((field) => field.name)).toEqual(["id"]);
});

it("shows the labels of the options and folds away what is seldom needed", () => {
  const [field] = fieldsOf({ type: "object", properties: { mode: { type: "string", enum: ["A", "B"], "x-patchbay": { optionLabels: { A: "Always" }, advanced: true } } } });
  expect(field).toMatchObject({ kind: "choice", advanced: true, options: [{ value: "A", label: "Always" }, { value: "B", label: "B" }] });
});

describe("checking before asking the server", () => {
  it("tells all problems at once, each with its pointer", () => {
    expect(problemsOf(fields, { baseUrl: "ftp://x", timeoutSeconds: 90, proxy: { note: "n" } }).map((problem) => problem.pointer)).toEqual(["/baseUrl", "/apiKey", "/timeoutSeconds", "/region", "/proxy/host"]);
  });

  it("does not ask again for a secret that is kept", () => {
    expect(problemsOf(fields, { baseUrl: "https://x", region: "eu" }, new Set(["apiKey"]))).toEqual([]);
  });

  it("leaves blanks out of what it sends", () => {
    expect(settled(fields, { baseUrl: "https://x", apiKey: "", tags: ["a"], proxy: { host: "p", note: "" } })).toEqual({ baseUrl: "https://x", tags: ["a"], proxy: { host: "p" } });
  });
});

it("finds the server's problems by the form's pointers", () => {
  const map = byPointer([{ pointer: "/settings/baseUrl", message: "A" }, { pointer: "/settings/baseUrl", message: "B" }, { pointer: "/name", message: "C" }], "/settings");
  expect([...map]).toEqual([["/baseUrl", "A B"], ["/name", "C"]]);
});
