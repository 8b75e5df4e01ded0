import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Console, launchBrowser, type View } from "./support/console.ts";

const { tenant, real } = inject("world");
const t = `/t/${tenant}`;
const failedRun = "0193594a-0004-7c3e-8f00-0123456789ab";
const pages = [
  `${t}/home`, `${t}/flows`, `${t}/runs`, `${t}/approvals`, `${t}/templates`, `${t}/connections`, `${t}/new-connection`, `${t}/new-connection?connector=http`, `${t}/connectors`, `${t}/connectors/http`,
  `${t}/members`, `${t}/audit`, `${t}/settings`, "/me/tokens", "/operator", "/operator/tenants", "/operator/plugins", "/operator/plugins/http", "/operator/audit", "/password", "/there-is-no-such-page",
  ...(real ? [] : [...["", "?task=%2Fdo%2F1%2Fcheck", "?tab=trigger", "?tab=versions", "?tab=settings"].map((search) => `${t}/flows/f-order${search}`), `${t}/flows/f-month`, ...["", "?view=gantt", "?view=steps", "?view=data"].map((search) => `${t}/runs/${failedRun}${search}`), `${t}/runs?state=failed`, `${t}/connections/crm`, `${t}/approvals?tab=done`, `${t}/approvals/ap-1`, `${t}/approvals/ap-2`, `${t}/approvals/ap-3`, "/t/fresh/approvals", "/approve/pba_new", "/t/fresh/home", "/t/fresh/connections", "/t/northwind/new-connection", "/invitations/new", "/invitations/old"]),
];
const views: View[] = [{ width: 1440 }, { width: 1440, dark: true }, { width: 360 }, { width: 360, dark: true }];

describe.each(views)("at $width pixels, dark: $dark", (view) => {
  let browser: Browser;
  let console: Console;
  beforeAll(async () => {
    browser = await launchBrowser();
    console = await Console.open(browser, view);
  });
  afterAll(() => browser.close());

  it.each(pages)("%s has no serious barrier and fits the window", async (path) => {
    await console.goTo(path);
    expect(await console.barriers()).toEqual([]);
    expect(await console.overflow()).toBeLessThanOrEqual(0);
    expect(console.failures).toEqual([]);
  });
});
