import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { Console, launchBrowser } from "./support/console.ts";
import { makeDeadLetters } from "./support/flows.ts";

const world = inject("world");
let browser: Browser;
let console: Console;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  console = await Console.open(browser);
});
afterEach(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
});

describe("dead letters", () => {
  it("are replayed, all that fit a search, once the flow is mended", async () => {
    const { words, mend } = await makeDeadLetters(world, 3);
    await console.goTo(`/t/${world.tenant}/dead-letters?q=${words}`);
    const rows = console.page.getByRole("grid", { name: "Dead letters" }).locator("tbody tr");
    await rows.first().getByText(/Failed|Dead/).first().waitFor();
    const count = await rows.count();
    expect(count).toBeGreaterThan(2);
    expect(await console.barriers()).toEqual([]);
    await mend();
    await console.button("Replay all that fit the filter").click();
    await console.page.getByRole("dialog").getByText("Steps that had taken effect happen again.").waitFor();
    await console.page.getByRole("dialog").getByRole("button", { name: "Replay" }).click();
    await console.page.getByText(`${count} of ${count} replayed`).first().waitFor();
    await console.heading("Nothing matches").waitFor();
  });
});

describe("an operator", () => {
  it("limits a tenant and lifts the limit again", async () => {
    const runsAtOnce = console.page.getByLabel("Runs at once");
    const open = async () => {
      await console.goTo(`/operator/tenants?q=${world.tenant}`);
      await console.page.getByRole("row", { name: new RegExp(`(^|\\s)${world.tenant}(\\s|$)`) }).getByRole("button").click();
      await console.page.getByRole("menuitem", { name: "Limits…" }).click();
      await runsAtOnce.waitFor();
    };
    const save = async () => {
      await console.button("Save").click();
      await console.page.getByText(/Limits of .* are saved/).first().waitFor();
    };
    await open();
    expect(await console.barriers()).toEqual([]);
    await runsAtOnce.fill("7");
    await save();
    await open();
    expect(await runsAtOnce.inputValue()).toBe("7");
    await runsAtOnce.fill("");
    await save();
    await open();
    expect(await runsAtOnce.inputValue()).toBe("");
  });

  it("drains a node and lets it work again", async () => {
    await console.goTo("/operator");
    const row = console.page.getByRole("grid", { name: "Nodes" }).locator("tbody tr").filter({ hasText: "Running" }).first();
    const name = ((await row.locator("td").first().innerText()).split(/\s/)[0] ?? "").trim();
    const node = console.page.getByRole("grid", { name: "Nodes" }).locator("tbody tr").filter({ hasText: name });
    await node.getByRole("button", { name: "Drain" }).click();
    await console.page.getByText(`${name} hands its runs over and starts no more`).first().waitFor();
    await node.getByText("Draining", { exact: true }).waitFor();
    await node.getByRole("button", { name: "Resume" }).click();
    await node.getByText("Running", { exact: true }).waitFor();
  });
});
