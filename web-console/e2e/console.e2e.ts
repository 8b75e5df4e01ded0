import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { Console, launchBrowser } from "./support/console.ts";

const { tenant } = inject("world");
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

describe("signing in and out", () => {
  it("asks who it is, and leads to the page that was asked for", async () => {
    await console.goTo(`/t/${tenant}/connections?q=none`);
    await console.button(/^Account of/).click();
    await console.page.getByRole("menuitem", { name: "Sign out" }).click();
    await console.heading("Sign in").waitFor();
    expect(await console.barriers()).toEqual([]);
    await console.page.goto(`/t/${tenant}/members?q=a`);
    await console.heading("Sign in").waitFor();
    await console.signIn();
    await console.heading("Members").waitFor();
    expect(console.path()).toBe(`/t/${tenant}/members?q=a`);
  });
});

describe.skipIf(inject("world").real)("a one-time password", () => {
  it("has to be replaced before anything else can be seen", async () => {
    await console.goTo(`/t/${tenant}/home`);
    await console.button(/^Account of/).click();
    await console.page.getByRole("menuitem", { name: "Sign out" }).click();
    await console.page.getByLabel("User name or e-mail address").fill("ana");
    await console.page.getByRole("textbox", { name: "Password" }).fill("first");
    await console.button("Sign in").click();
    await console.heading("Choose your own password").waitFor();
    await console.page.goto(`/t/${tenant}/runs`);
    await console.heading("Choose your own password").waitFor();
    await console.page.getByRole("textbox", { name: "Password you signed in with" }).fill("first");
    await console.page.getByRole("textbox", { name: "New password", exact: true }).fill("correct horse battery");
    await console.page.getByRole("textbox", { name: "New password once more" }).fill("correct horse");
    await console.page.getByText("The two passwords differ.").waitFor();
    await console.page.getByRole("textbox", { name: "New password once more" }).fill("correct horse battery");
    await console.button("Change password").click();
    await console.heading("Runs").waitFor();
  });
});

describe("finding one's way", () => {
  it("goes to pages by keyboard", async () => {
    await console.goTo(`/t/${tenant}/home`);
    await console.page.keyboard.press("g");
    await console.page.keyboard.press("c");
    await console.heading("Connections").waitFor();
    await console.page.keyboard.press("?");
    await console.heading("Keyboard shortcuts").waitFor();
    await console.page.keyboard.press("Escape");
    await console.heading("Keyboard shortcuts").waitFor({ state: "detached" });
  });

  it("finds pages in the palette without a mouse", async () => {
    await console.goTo(`/t/${tenant}/home`);
    await console.page.keyboard.press("Control+k");
    const words = console.page.getByRole("combobox");
    expect(await console.barriers()).toEqual([]);
    await words.fill("membe");
    await console.page.getByRole("option", { name: /Members/ }).waitFor();
    await words.press("Enter");
    await console.heading("Members").waitFor();
  });

  it("jumps into the search field with a slash", async () => {
    await console.goTo(`/t/${tenant}/audit`);
    await console.page.getByRole("textbox", { name: "Search who and what" }).waitFor();
    await console.page.keyboard.press("/");
    await console.page.keyboard.type("zzz-nothing");
    await console.heading("Nothing matches").waitFor();
    expect(console.path()).toBe(`/t/${tenant}/audit?q=zzz-nothing`);
    await console.button("Clear search and filters").click();
    await console.heading("Nothing matches").waitFor({ state: "detached" });
  });

  it("keeps the theme that was chosen", async () => {
    await console.goTo(`/t/${tenant}/home`);
    await console.button(/^Account of/).click();
    await console.page.getByRole("menuitem", { name: "Dark" }).click();
    await console.page.locator("html.pf-v6-theme-dark").waitFor({ state: "attached" });
    await console.page.reload();
    expect(await console.page.locator("html.pf-v6-theme-dark").count()).toBe(1);
  });

  it("says that a page does not exist", async () => {
    await console.goTo("/there-is-no-such-page");
    await console.heading("There is no page at this address").waitFor();
  });
});

describe("a connection", () => {
  it("is added, edited without typing its secret again, and deleted", async () => {
    const name = `api-${Date.now().toString(36)}`;
    await console.goTo(`/t/${tenant}/new-connection?connector=http`);
    await console.page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await console.page.getByRole("radio", { name: "API key" }).check();
    await console.button("Save").click();
    await console.page.getByText(/is needed/).first().waitFor();
    await console.page.getByRole("textbox", { name: "Base address" }).fill("https://api.example.com");
    await console.page.getByRole("textbox", { name: "Key", exact: true }).fill("canary-secret-value");
    await console.button("Save").click();
    await console.heading(name).waitFor();
    expect(await console.page.content()).not.toContain("canary-secret-value");

    await console.page.getByRole("textbox", { name: "Base address" }).fill("https://api2.example.com");
    await console.button("Save").click();
    await console.page.getByText(`Connection '${name}' is saved`).first().waitFor();

    await console.button("Delete").click();
    const dialog = console.page.getByRole("dialog");
    await dialog.getByText("Tenant:").waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await console.heading("Connections").waitFor();
    await console.page.getByText(`Connection '${name}' is deleted`).waitFor();
  });
});

describe("people", () => {
  it("are invited with a link that is shown once", async () => {
    await console.goTo(`/t/${tenant}/members`);
    await console.button("Invite").click();
    await console.page.getByLabel("E-mail address").fill(`guest-${Date.now().toString(36)}@example.com`);
    await console.button("Make the link").click();
    const link = await console.page.getByRole("textbox", { name: "Invitation link" }).inputValue();
    expect(link).toContain("/invitations/");
    await console.button("I have copied it").click();
    await console.page.getByRole("heading", { name: /open invitation/ }).waitFor();
  });

  it("make tokens whose value is shown once", async () => {
    const name = `Token ${Date.now().toString(36)}`;
    await console.goTo("/me/tokens");
    await console.button("Make a token").first().click();
    await console.page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await console.button("Make the token").click();
    expect(await console.page.getByRole("textbox", { name: "Token" }).inputValue()).toMatch(/^pb_/);
    await console.button("I have copied it").click();
    await console.button(`Revoke ${name}`).click();
    await console.page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await console.page.getByText(`The token '${name}' is revoked`).waitFor();
  });
});

describe("an operator", () => {
  it("creates a tenant, suspends it with a way back, and deletes it by typing its name", async () => {
    const slug = `made-${Date.now().toString(36)}`;
    await console.goTo("/operator/tenants");
    await console.button("Create tenant").click();
    await console.page.getByRole("textbox", { name: "Name", exact: true }).fill("Made in the browser");
    await console.page.getByLabel("Short name").fill(slug);
    await console.page.getByRole("dialog").getByRole("button", { name: "Create tenant" }).click();
    await console.page.waitForURL(`**/t/${slug}/home`);

    await console.goTo(`/operator/tenants?q=${slug}`);
    const row = console.page.getByRole("row", { name: new RegExp(slug) });
    await row.getByRole("button").click();
    await console.page.getByRole("menuitem", { name: "Suspend" }).click();
    await row.getByText("Suspended").waitFor();
    await console.button("Undo").click();
    await row.getByText("Active").waitFor();

    await row.getByRole("button").click();
    await console.page.getByRole("menuitem", { name: "Delete…" }).click();
    const dialog = console.page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Delete the tenant" }).isDisabled()).toBe(true);
    await dialog.getByRole("textbox").fill(slug);
    await dialog.getByRole("button", { name: "Delete the tenant" }).click();
    await row.waitFor({ state: "detached" });
  });

  it("reads why a bundle is refused", async () => {
    await console.goTo("/operator/plugins");
    await console.page.getByLabel("Plugin bundle").setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("this is no zip") });
    await console.page.getByText(/^Cannot install/).first().waitFor();
    await console.button("Copy details").waitFor();
  });
});
