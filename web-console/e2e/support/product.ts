import { preview } from "vite";
import type { TestProject } from "vitest/node";
import { prepare } from "./operator.ts";

/** Where the browser goes: the product at `PATCHBAY_URL`, else the built console (`dist/`) with the fake API. */
export default async function setup({ provide }: TestProject) {
  const given = process.env["PATCHBAY_URL"]?.replace(/\/$/, "");
  if (given !== undefined) {
    const { password, tenant } = await prepare(given, process.env["PATCHBAY_OPERATOR_PASSWORD"] ?? "");
    provide("world", { url: given, real: true, login: "operator", password, tenant });
    return undefined;
  }
  const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  provide("world", { url: server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "", real: false, login: "ana", password: "anything works", tenant: "acme" });
  return () => server.close();
}

export interface World {
  url: string;
  /** False with the fake API. */
  real: boolean;
  login: string;
  password: string;
  /** A tenant of which the caller is owner; with flows and connections. */
  tenant: string;
}

declare module "vitest" {
  interface ProvidedContext {
    world: World;
  }
}
