import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Chromium: `CHROMIUM`, the machine's own, else the one inside the package @sparticuz/chromium. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (existsSync(own)) return chromium.launch({ executablePath: own, args: ["--no-sandbox", "--disable-gpu"] });
  const packed = (await import("@sparticuz/chromium")).default;
  // In one process, as it comes, it ends with the first page that is closed.
  const args = packed.args.filter((arg) => arg !== "--single-process");
  return chromium.launch({ executablePath: await packed.executablePath(), args });
}
