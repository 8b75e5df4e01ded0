import type { Schema } from "../../src/shared/api/types.ts";

/** Makes a running product ready: the operator's password is changed if it has to be, and there is a tenant with a flow. */
export async function prepare(url: string, given: string): Promise<{ password: string; tenant: string }> {
  if (given === "") throw new Error("PATCHBAY_OPERATOR_PASSWORD is not set: give the password of the account 'operator' at PATCHBAY_URL.");
  const client = await Client.open(url);
  // An earlier run of the tests may have changed the one-time password already.
  const changed = `${given}-changed-for-tests`;
  let password = given;
  let session = await client.trySignIn(given);
  if (session === undefined) {
    password = changed;
    session = await client.trySignIn(changed);
  }
  if (session === undefined) throw new Error(`The operator could not sign in at ${url} with PATCHBAY_OPERATOR_PASSWORD.`);
  if (session.mustChangePassword) {
    await client.call("PUT", "/session/password", { currentPassword: password, newPassword: changed });
    password = changed;
    await client.renewCsrf();
  }
  const tenant = await makeTenant(client, "Browser Test", "test");
  return { password, tenant };
}

/** A new tenant of which the operator is owner; its short name. */
export async function makeTenant(client: Client, name: string, environment: string): Promise<string> {
  const slug = `${name.toLowerCase().replaceAll(" ", "-")}-${Date.now().toString(36)}`;
  await client.call("POST", "/tenants", { slug, name, environment, timeZone: "Europe/Berlin" });
  return slug;
}

/** Signs in with a password that needs no change any more. */
export async function signedIn(url: string, password: string): Promise<Client> {
  const client = await Client.open(url);
  if ((await client.trySignIn(password)) === undefined) throw new Error(`The operator could not sign in at ${url}.`);
  return client;
}

/** The REST API for tests, with the session of the operator. */
export class Client {
  private readonly cookies = new Map<string, string>();
  private csrf = "";

  private constructor(private readonly url: string) {}

  static async open(url: string): Promise<Client> {
    const client = new Client(url);
    await client.renewCsrf();
    return client;
  }

  async renewCsrf(): Promise<void> {
    this.csrf = ((await this.call("GET", "/session")) as Schema<"Session">).csrfToken;
  }

  async trySignIn(password: string): Promise<Schema<"Session"> | undefined> {
    const response = await this.send("POST", "/session", { login: "operator", password });
    if (!response.ok) return undefined;
    const session = (await response.json()) as Schema<"Session">;
    this.csrf = session.csrfToken;
    return session;
  }

  /** With `etag` of what was read before where the API asks for it. */
  async call(method: string, path: string, body?: unknown, etag?: string): Promise<unknown> {
    const response = await this.send(method, path, body, etag);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async etagOf(path: string): Promise<string> {
    return (await this.send("GET", path)).headers.get("ETag") ?? "";
  }

  private async send(method: string, path: string, body?: unknown, etag?: string): Promise<Response> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": this.csrf, Origin: this.url, ...(etag === undefined ? {} : { "If-Match": etag }), Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  }
}
