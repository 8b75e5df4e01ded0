/** A form's field as a JSON Schema with `x-patchbay` keywords describes it. */
export interface FieldSpec {
  name: string;
  label: string;
  help: string | undefined;
  kind: "text" | "multiline" | "secret" | "integer" | "number" | "boolean" | "choice" | "list" | "map" | "group" | "json";
  required: boolean;
  options: readonly { value: string; label: string }[];
  /** Seldom needed: the form folds it away. */
  advanced: boolean;
  initial: unknown;
  sample: unknown;
  min: number | undefined;
  max: number | undefined;
  minLength: number | undefined;
  maxLength: number | undefined;
  pattern: string | undefined;
  fields: readonly FieldSpec[];
  type: string;
}

export type Values = Readonly<Record<string, unknown>>;
type Schema = Readonly<Record<string, unknown>>;

/** The fields of an object schema in their declared order (`x-patchbay.order`, then as written). */
export function fieldsOf(schema: Schema, root: Schema = schema, depth = 0): FieldSpec[] {
  const resolved = resolve(schema, root);
  const required = new Set(strings(resolved["required"]));
  const properties = Object.entries(object(resolved["properties"]));
  return properties
    .map(([name, property], index) => ({ spec: field(name, object(property), required.has(name), root, depth), order: orderOf(object(property), index) }))
    .sort((a, b) => a.order - b.order)
    .map(({ spec }) => spec);
}

function field(name: string, given: Schema, required: boolean, root: Schema, depth: number): FieldSpec {
  const schema = resolve(given, root);
  const hints = hintsOf(schema);
  const kind = depth < 4 ? kindOf(schema, hints) : "json";
  return {
    name,
    label: text(hints["label"]) ?? text(schema["title"]) ?? words(name),
    help: text(hints["help"]) ?? text(schema["description"]),
    kind,
    required,
    options: strings(schema["enum"]).map((value) => ({ value, label: text(object(hints["optionLabels"])[value]) ?? value })),
    advanced: hints["advanced"] === true,
    initial: schema["default"],
    sample: hints["sample"] ?? (Array.isArray(schema["examples"]) ? schema["examples"][0] : undefined),
    min: number(schema["minimum"]),
    max: number(schema["maximum"]),
    minLength: number(schema["minLength"]),
    maxLength: number(schema["maxLength"]),
    pattern: text(schema["pattern"]),
    fields: kind === "group" ? fieldsOf(schema, root, depth + 1) : [],
    type: typeWords(schema),
  };
}

function kindOf(schema: Schema, hints: Schema): FieldSpec["kind"] {
  if (hints["secret"] === true) return "secret";
  if (Array.isArray(schema["enum"])) return "choice";
  switch (typeOf(schema)) {
    case "boolean":
      return "boolean";
    case "integer":
      return "integer";
    case "number":
      return "number";
    case "string":
      return hints["multiline"] === true ? "multiline" : "text";
    case "array":
      return typeOf(object(schema["items"])) === "string" ? "list" : "json";
    case "object":
      if (schema["properties"] !== undefined) return "group";
      return typeOf(object(schema["additionalProperties"])) === "string" ? "map" : "json";
    default:
      return "json";
  }
}

/** A type in words for the generated documentation: "text", "list of text", "one of GET, PUT". */
export function typeWords(schema: Schema): string {
  const names: Record<string, string> = { string: "text", integer: "whole number", number: "number", boolean: "yes or no", object: "object", array: "list" };
  if (Array.isArray(schema["enum"])) return `one of ${strings(schema["enum"]).join(", ")}`;
  const type = typeOf(schema);
  if (type === "array") return `list of ${typeWords(object(schema["items"]))}`;
  if (type === "object" && schema["properties"] === undefined && schema["additionalProperties"] !== undefined) return `names with ${typeWords(object(schema["additionalProperties"]))}`;
  const format = text(schema["format"]);
  return type === "string" && format !== undefined ? `text (${format})` : (names[type ?? ""] ?? "any value");
}

/** What the form starts with: defaults, for groups those of their fields. */
export function initialValues(fields: readonly FieldSpec[]): Values {
  const values: Record<string, unknown> = {};
  for (const spec of fields) {
    if (spec.kind === "group") {
      const inner = initialValues(spec.fields);
      if (spec.required || Object.keys(inner).length > 0) values[spec.name] = inner;
    } else if (spec.initial !== undefined && spec.kind !== "secret") values[spec.name] = spec.initial;
  }
  return values;
}

export interface FormProblem {
  pointer: string;
  message: string;
}

/** What can be told before asking the server. `kept` names secrets that are set and may be left out. */
export function problemsOf(fields: readonly FieldSpec[], values: Values, kept: ReadonlySet<string> = new Set(), base = ""): FormProblem[] {
  return fields.flatMap((spec) => {
    const pointer = `${base}/${escapePointer(spec.name)}`;
    const value = values[spec.name];
    const blank = value === undefined || value === "" || value === null;
    if (spec.kind === "group") {
      if (blank && !spec.required) return [];
      return problemsOf(spec.fields, object(value), kept, pointer);
    }
    if (blank) return spec.required && spec.kind !== "boolean" && !kept.has(spec.name) ? [{ pointer, message: `${spec.label} is needed.` }] : [];
    const message = wrong(spec, value);
    return message === undefined ? [] : [{ pointer, message: `${spec.label} ${message}` }];
  });
}

function wrong(spec: FieldSpec, value: unknown): string | undefined {
  if (spec.kind === "integer" || spec.kind === "number") {
    if (typeof value !== "number") return "has to be a number.";
    if (spec.kind === "integer" && !Number.isInteger(value)) return "has to be a whole number.";
    if (spec.min !== undefined && value < spec.min) return `has to be at least ${spec.min}.`;
    if (spec.max !== undefined && value > spec.max) return `has to be at most ${spec.max}.`;
  }
  if (typeof value === "string" && spec.kind !== "json") {
    if (spec.minLength !== undefined && value.length < spec.minLength) return `needs at least ${spec.minLength} characters.`;
    if (spec.maxLength !== undefined && value.length > spec.maxLength) return `may have at most ${spec.maxLength} characters.`;
    if (spec.pattern !== undefined && !matches(spec.pattern, value)) return `has to match ${spec.pattern}.`;
  }
  return spec.kind === "json" && typeof value === "string" && !isJson(value) ? "has to be JSON." : undefined;
}

/** Takes blank values out and reads JSON texts, so that the server sees what the form means. */
export function settled(fields: readonly FieldSpec[], values: Values): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const spec of fields) {
    const value = values[spec.name];
    if (value === undefined || value === "" || value === null) continue;
    if (spec.kind === "group") result[spec.name] = settled(spec.fields, object(value));
    else if (spec.kind === "json" && typeof value === "string" && isJson(value)) result[spec.name] = JSON.parse(value);
    else result[spec.name] = value;
  }
  return result;
}

/** Messages by pointer; the server's pointers start at `prefix` (`/settings`). */
export function byPointer(problems: readonly FormProblem[], prefix = ""): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { pointer, message } of problems) {
    const inside = pointer.startsWith(prefix) ? pointer.slice(prefix.length) : pointer;
    map.set(inside, [map.get(inside), message].filter((each) => each !== undefined).join(" "));
  }
  return map;
}

export function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function object(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

/** Follows a reference inside the document; of "this or null" takes this. */
function resolve(schema: Schema, root: Schema): Schema {
  const choices = Array.isArray(schema["anyOf"]) ? schema["anyOf"].map(object).filter((choice) => choice["type"] !== "null") : [];
  const [only] = choices;
  if (only !== undefined && choices.length === 1) return resolve({ ...only, ...schema, anyOf: undefined }, root);
  const ref = text(schema["$ref"]);
  if (ref === undefined || !ref.startsWith("#/")) return schema;
  const target = ref.slice(2).split("/").reduce<Schema>((at, name) => object(at[name]), root);
  return { ...target, ...schema, $ref: undefined };
}

function hintsOf(schema: Schema): Schema {
  return object(schema["x-patchbay"]);
}

function orderOf(schema: Schema, index: number): number {
  return number(hintsOf(schema)["order"]) ?? 1_000 + index;
}

function typeOf(schema: Schema): string | undefined {
  const type = schema["type"];
  return Array.isArray(type) ? text(type.find((each) => each !== "null")) : text(type);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => each !== null).map(String) : [];
}

function words(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
