import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Console, launchBrowser, type View } from "./support/console.ts";
import { makeFailedRun } from "./support/flows.ts";

const world = inject("world");
const views: View[] = [{ width: 1440 }, { width: 1440, dark: true }, { width: 360 }, { width: 360, dark: true }];
let browser: Browser;
let runId: string;

beforeAll(async () => {
  browser = await launchBrowser();
  runId = await makeFailedRun(world);
});
afterAll(() => browser.close());

describe("the list of runs", () => {
  it("is narrowed to a state, which its address keeps", async () => {
    const console = await Console.open(browser);
    await console.goTo(`/t/${world.tenant}/runs`);
    await console.button(/^State/).first().click();
    await console.page.getByRole("option", { name: "Failed" }).click();
    await console.page.waitForURL(/state=failed/);
    await console.settled();
    const rows = console.page.getByRole("grid", { name: "Runs" }).locator("tbody tr");
    await rows.first().getByText("Failed", { exact: true }).waitFor();
    // The list of before may stand a moment longer, and may begin with a failed run too.
    await expect.poll(async () => (await rows.count()) - (await rows.filter({ hasText: "Failed" }).count()), { timeout: 20_000 }).toBe(0);
    await console.page.reload();
    await rows.first().getByText("Failed", { exact: true }).waitFor();
    expect(console.failures).toEqual([]);
    await console.close();
  });
});

describe.each(views)("a failed run at $width pixels, dark: $dark", (view) => {
  it("says which step, which connection, what the third party said and what to do", async () => {
    const console = await Console.open(browser, view);
    await console.goTo(`/t/${world.tenant}/runs/${runId}`);
    const alert = console.page.locator(".pf-v6-c-alert.pf-m-danger").first();
    await alert.getByText(/^Step '\w+' failed/).or(alert.getByText(/Step '\w+' failed/)).first().waitFor();
    await alert.getByRole("link").first().waitFor();
    const said = await alert.innerText();
    expect(said).toMatch(/Connection (shop-payment|shipping)/);
    expect(said).toMatch(/40[0-9]|503/);
    expect(said).toMatch(/Rerun|rerun|Mend|Correct|Check|Use/);
    await console.button("Show the step").click();
    const panel = console.page.getByRole("complementary", { name: /^Step / });
    await panel.getByRole("button", { name: "Answer" }).waitFor();
    expect(await panel.innerText()).not.toMatch(/Bearer |Basic /);
    expect(await console.barriers()).toEqual([]);
    expect(await console.overflow()).toBeLessThanOrEqual(0);
    expect(console.failures).toEqual([]);
    await console.close();
  });
});
