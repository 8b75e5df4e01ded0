import { barriersOf } from "./axe.ts";
import { type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "./browser.ts";

export interface View {
  width?: number;
  dark?: boolean;
}

/** A person in front of the console. Selectors live here, scenarios read like sentences. */
export class Console {
  readonly failures: string[] = [];

  private constructor(readonly page: Page, private readonly context: BrowserContext) {
    page.on("pageerror", (error) => this.failures.push(String(error)));
    page.on("request", (request) => !request.url().startsWith(inject("world").url) && !request.url().startsWith("data:") && this.failures.push(`Loads from elsewhere: ${request.url()}`));
    page.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && this.failures.push(message.text()));
  }

  static async open(browser: Browser, { width = 1440, dark = false }: View = {}): Promise<Console> {
    const context = await browser.newContext({ baseURL: inject("world").url, viewport: { width, height: width < 800 ? 844 : 900 }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    context.setDefaultTimeout(20_000);
    return new Console(await context.newPage(), context);
  }

  /** Opens a page; signs in first where needed. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
    const heading = this.page.getByRole("heading").first();
    await heading.waitFor();
    if (new URL(this.page.url()).pathname === "/sign-in" && !path.startsWith("/sign-in")) await this.signIn();
    await this.settled();
  }

  async signIn(): Promise<void> {
    const { login, password } = inject("world");
    await this.page.getByLabel("User name or e-mail address").fill(login);
    await this.page.getByRole("textbox", { name: "Password" }).fill(password);
    await this.button("Sign in").click();
    await this.button(/^Account of/).waitFor();
  }

  /** Waits until nothing loads any more. */
  async settled(): Promise<void> {
    await this.page.locator("[aria-busy=true], .pf-v6-c-skeleton, .pf-v6-c-spinner").first().waitFor({ state: "detached" });
    await this.page.getByRole("heading").first().waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { name, exact: typeof name === "string" });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole("link", { name, exact: typeof name === "string" });
  }

  path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** What axe finds serious or critical, one line each. */
  async barriers(): Promise<string[]> {
    return barriersOf(this.page);
  }

  /** How many pixels the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

export { launchBrowser };
