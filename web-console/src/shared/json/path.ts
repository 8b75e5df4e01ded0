/** One step into a JSON value: a name or an index. */
export type Step = string | number;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The jq path to a place: `.items[0].id`, `."content-type"`; `.` for the whole. */
export function jqPath(steps: readonly Step[]): string {
  let path = "";
  for (const step of steps) {
    if (typeof step === "number") path += path === "" ? `.[${step}]` : `[${step}]`;
    else path += PLAIN.test(step) ? `.${step}` : `.${JSON.stringify(step)}`;
  }
  return path === "" ? "." : path;
}

export function children(value: Json): [Step, Json][] {
  if (Array.isArray(value)) return value.map((each: Json, index) => [index, each]);
  if (typeof value === "object" && value !== null) return Object.entries(value);
  return [];
}

export function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

/** "3 items", "1 field". */
export function sizeOf(value: Json): string {
  const count = children(value).length;
  const noun = Array.isArray(value) ? "item" : "field";
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The paths of up to `limit` places whose name or plain value contains the words, in document order. */
export function find(value: Json, words: string, limit = 500): Step[][] {
  const wanted = words.toLowerCase();
  const found: Step[][] = [];
  const visit = (each: Json, steps: Step[]): void => {
    if (found.length >= limit) return;
    const name = steps.at(-1);
    const hit = (typeof name === "string" && name.toLowerCase().includes(wanted)) || (!isContainer(each) && String(each).toLowerCase().includes(wanted));
    if (hit && steps.length > 0) found.push(steps);
    for (const [step, child] of children(each)) visit(child, [...steps, step]);
  };
  if (wanted !== "") visit(value, []);
  return found;
}
