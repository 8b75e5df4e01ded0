import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { Console, launchBrowser } from "./support/console.ts";
import { signedIn } from "./support/operator.ts";
import { openShop, type Shop } from "./support/shop.ts";

const folder = process.env["SCREENSHOTS"] ?? "../docs/images";
const world = inject("world");
let browser: Browser;
let shop: Shop;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  shop = world.real ? await openShop(await signedIn(world.url, world.password)) : { tenant: "acme", flowId: "f-order" };
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const pictures: { name: string; path: () => string; openFirst?: string }[] = [
  { name: "home", path: () => `/t/${shop.tenant}/home` },
  { name: "templates", path: () => `/t/${shop.tenant}/templates` },
  { name: "flows", path: () => `/t/${shop.tenant}/flows` },
  { name: "flow", path: () => `/t/${shop.tenant}/flows/${shop.flowId}` },
  { name: "runs", path: () => `/t/${shop.tenant}/runs` },
  { name: "run", path: () => `/t/${shop.tenant}/runs`, openFirst: "a[href*='/runs/']" },
  { name: "connections", path: () => `/t/${shop.tenant}/connections` },
  { name: "connector", path: () => `/t/${shop.tenant}/connectors/example` },
  { name: "installation", path: () => "/operator" },
  { name: "plugins", path: () => "/operator/plugins" },
];

describe.each([false, true])("dark: %s", (dark) => {
  it.each(pictures)("$name", async ({ name, path, openFirst }) => {
    const console = await Console.open(browser, { dark });
    await console.goTo(path());
    if (openFirst) {
      await console.page.locator(`main ${openFirst}`).first().click();
      await console.page.waitForURL(/\/runs\/./);
      await console.heading(/./).first().waitFor();
      await console.settled();
    }
    await console.page.evaluate(() => document.fonts.ready);
    await console.page.screenshot({ path: `${folder}/${name}-${dark ? "dark" : "light"}.png`, animations: "disabled" });
    await console.close();
  });
});
