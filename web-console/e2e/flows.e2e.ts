import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { Console, launchBrowser } from "./support/console.ts";
import { freshName, helloText, makeFlow, saveFlow } from "./support/flows.ts";

const world = inject("world");
const shell = promisify(execFile);
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

const picture = (): Locator => console.page.getByRole("group", { name: "Picture of the flow" });
const task = (name: string | RegExp): Locator => picture().getByRole("button", { name });
const editor = (): Locator => console.page.getByRole("textbox", { name: "Text of the flow" });
const saved = () => console.page.getByRole("status").getByText("Saved", { exact: true }).waitFor();
const openFlow = async (text: string): Promise<string> => {
  const id = await makeFlow(world, text);
  await console.goTo(`/t/${world.tenant}/flows/${id}`);
  await editor().waitFor();
  return id;
};

describe("the order template", () => {
  it("is published and turned on, takes an order with the command that is shown, and shows four branches side by side", async () => {
    await console.goTo(`/t/${world.tenant}/templates`);
    await console.page.locator(".pb-template", { hasText: /order/i }).first().getByRole("button", { name: "Use this template" }).click();
    await task(/^charge\b/).waitFor();
    await console.button("Publish").click();
    const dialog = console.page.getByRole("dialog");
    expect(await dialog.getByRole("checkbox", { name: "Turn the flow on as well" }).isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Publish" }).click();
    await console.page.getByText(/Version 1 of .* is published/).first().waitFor();
    await console.page.getByRole("switch", { name: "Turn the flow on", checked: true }).waitFor();

    await console.page.getByRole("tab", { name: "Trigger" }).click();
    const command = await console.page.getByTestId("curl").innerText();
    const { stdout } = await shell("sh", ["-c", command]);
    expect(stdout).toContain("accepted");

    await console.link("Runs").last().click();
    await console.page.getByRole("grid", { name: "Runs" }).getByRole("row").nth(1).getByRole("link").first().click();
    const branches = ["charge", "hold", "mail", "parcel"].map((name) => task(new RegExp(`^${name}\\b.*Succeeded`)));
    for (const branch of branches) await branch.waitFor();
    const places = await Promise.all(branches.map((branch) => branch.boundingBox()));
    expect(new Set(places.map((place) => Math.round(place?.x ?? 0))).size).toBe(4);
    expect(await console.barriers()).toEqual([]);
  });
});

describe("a text with a problem", () => {
  it("says where it is, leads there, and cannot be published", async () => {
    await openFlow(helloText(freshName("odd")));
    await editor().fill(helloText(freshName("odd"), "  - strange:", "      nonsense: 1"));
    const problem = console.page.getByRole("list", { name: "Problems" }).getByRole("button").first();
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/1[23]:\d+/);
    await console.page.locator(".cm-lintRange-error").first().waitFor();
    await problem.click();
    expect(await console.page.evaluate(() => document.querySelector(".cm-activeLineGutter.cm-gutterElement")?.textContent)).toMatch(/1[23]|^$/);
    await saved();
    expect(await console.barriers()).toEqual([]);
    await console.button("Publish").click();
    const dialog = console.page.getByRole("dialog");
    await dialog.getByText(/mended first/).waitFor();
    expect(await dialog.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
  });

  it("keeps the picture and the name while the text cannot be read, and inserts nothing by old lines", async () => {
    const name = freshName("torn");
    await openFlow(helloText(name));
    await task(/^greet\b/).waitFor();
    await editor().fill(`${helloText(name)}\n  - torn: {set: {a: "b`);
    await console.page.getByText(/picture shows what could be read last/).waitFor();
    await task(/^greet\b/).waitFor();
    expect(await console.button("Add a task behind greet").count()).toBe(0);
    await saved();
    if (process.env["PATCHBAY_SHOT"] !== undefined) await console.page.screenshot({ path: process.env["PATCHBAY_SHOT"] });
    expect(await console.barriers()).toEqual([]);
    await editor().fill(helloText(name));
    await console.button("Add a task behind greet").waitFor();
    await saved();
  });
});

describe("building", () => {
  it("adds a task where the picture's + stands, selects it, and takes it back with Ctrl-Z", async () => {
    await openFlow(helloText(freshName("added")));
    await console.button("Add a task behind greet").click();
    await console.page.getByRole("textbox", { name: "Search tasks and functions" }).fill("costs nothing");
    await console.page.getByRole("dialog").getByRole("button", { name: /^Wait/ }).click();
    await task(/^pause\b/).waitFor();
    expect(await editor().innerText()).toMatch(/message: Hello\}\n\s+- pause:\n\s+wait: \{seconds: 5\}\n\s+# what the caller gets/);
    await console.page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: "pause" }).waitFor();
    await console.page.keyboard.press("Control+z");
    await task(/^pause\b/).waitFor({ state: "detached" });
    await saved();
  });

  it("works in the picture by keyboard and leaves the focus where it is", async () => {
    await openFlow(helloText(freshName("keys")));
    await task(/^greet\b/).focus();
    await console.page.keyboard.press("ArrowDown");
    await console.page.keyboard.press("Enter");
    await console.page.waitForURL(/task=.*reply/);
    expect(await console.page.evaluate(() => document.activeElement?.textContent)).toMatch(/^reply/);
  });

  it("keeps what was typed when another part of the flow is opened at once", async () => {
    const name = freshName("kept");
    await openFlow(helloText(name));
    await editor().fill(helloText(name, "  - third:", "      set: {c: 3}"));
    await console.page.getByRole("tab", { name: "Settings" }).click();
    await console.page.getByRole("tab", { name: "Build" }).click();
    await task(/^third\b/).waitFor();
    await saved();
  });

  it("shows both texts when somebody else saved first, and keeps mine when told so", async () => {
    const name = freshName("both");
    const id = await openFlow(helloText(name));
    await saveFlow(world, id, helloText(name, "  - theirs:", "      set: {t: 1}"));
    await editor().fill(helloText(name, "  - mine:", "      set: {m: 1}"));
    await console.page.getByText("Somebody else changed this flow while you worked on it").waitFor();
    await console.button("Show both texts").click();
    await console.page.getByText("theirs", { exact: false }).first().waitFor();
    expect(await console.barriers()).toEqual([]);
    await console.button("Keep mine, replace theirs").click();
    await saved();
    await console.page.reload();
    await task(/^mine\b/).waitFor();
    expect(await task(/^theirs\b/).count()).toBe(0);
  });

  it("tests the draft and shows its steps in the picture", async () => {
    await openFlow(helloText(freshName("tested")));
    await console.button("Test").click();
    await console.button("Run the test").click();
    await task(/^reply\b.*Succeeded/).waitFor();
    await console.page.getByRole("region", { name: "Test" }).getByText("Succeeded").waitFor();
    expect(await console.barriers()).toEqual([]);
  });
});
