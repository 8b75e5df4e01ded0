import type { Schema } from "./types";

export type FieldProblem = Schema<"FieldProblem">;

/** What went wrong with a call, as the server told it (RFC 9457) or as the browser saw it (`console.…` codes). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly type: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly call: string;

  constructor(facts: { status: number; code: string; title: string; detail?: string; type?: string; fields?: readonly FieldProblem[]; call: string }) {
    super(facts.detail ?? facts.title);
    this.name = "Problem";
    this.status = facts.status;
    this.code = facts.code;
    this.title = facts.title;
    this.detail = facts.detail;
    this.type = facts.type;
    this.fields = facts.fields ?? [];
    this.call = facts.call;
  }

  /** Text for a colleague or an operator: everything known, no secrets. */
  details(now: Date = new Date()): string {
    const lines = [this.title, this.detail, `Code: ${this.code}`, `Status: ${this.status || "no answer"}`, `Call: ${this.call}`];
    for (const field of this.fields) lines.push(`${field.pointer}: ${field.message} (${field.code})`);
    lines.push(`Time: ${now.toISOString()}`);
    return lines.filter((line) => line !== undefined).join("\n");
  }
}

/** Where the documentation of a code is served. */
export function errorPage(code: string): string {
  return `/docs/errors/${encodeURIComponent(code)}`;
}

export function offline(call: string): Problem {
  return new Problem({
    status: 0,
    code: "console.no-answer",
    title: "Patchbay does not answer",
    detail: "The server could not be reached. Check your network connection; if it works, ask the operator whether Patchbay is running.",
    call,
  });
}

/** Reads the answer of a failed call; an answer that is not a problem document becomes one. */
export async function problemOf(response: Response, call: string): Promise<Problem> {
  const text = await response.text().catch(() => "");
  const body = parse(text);
  if (!isProblem(body)) {
    return new Problem({
      status: response.status,
      code: "console.unexpected-answer",
      title: `Unexpected answer ${response.status}`,
      detail: `Patchbay, or a proxy before it, answered ${response.status} ${response.statusText}`.trimEnd() + " without saying why. Try again; if it stays so, send the details to the operator.",
      call,
    });
  }
  return new Problem({ ...body, status: response.status, fields: body.errors ?? [], call });
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem({ status: 0, code: "console.defect", title: "The console made a mistake", detail: `${message}. Reload the page; if it happens again, send the details to the operator.`, call: "in the browser" });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Schema<"Problem"> {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" && "title" in body && typeof body.title === "string";
}
