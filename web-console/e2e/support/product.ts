import { preview } from "vite";
import type { TestProject } from "vitest/node";

/** Where the browser goes: the product at `PATCHBAY_URL`, else the built console (`dist/`) with the fake API. */
export default async function setup({ provide }: TestProject) {
  const given = process.env["PATCHBAY_URL"];
  const server = given === undefined ? await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" }) : undefined;
  const url = given ?? server?.resolvedUrls?.local[0] ?? "";
  provide("baseUrl", url.replace(/\/$/, ""));
  provide("real", given !== undefined);
  return async () => server?.close();
}

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
    real: boolean;
  }
}
