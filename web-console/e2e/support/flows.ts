import type { Schema } from "../../src/shared/api/types.ts";
import { type Client, signedIn } from "./operator.ts";
import type { World } from "./product.ts";

/** A flow that needs no connection, with a name of its own. */
export function helloText(name: string, ...more: string[]): string {
  return [
    "document:", "  dsl: '1.0.3'", "  namespace: default", `  name: ${name}`, "  version: '1.0.0'",
    "do:", "  - greet:", "      set: {message: Hello}", "  # what the caller gets", "  - reply:", "      set: {done: true}", ...more, "",
  ].join("\n");
}

export const freshName = (word: string) => `${word}-${Date.now().toString(36)}`;

export async function makeFlow(world: World, text: string): Promise<string> {
  const client = await signedIn(world.url, world.password);
  return ((await client.call("POST", `/tenants/${world.tenant}/flows`, { text })) as Schema<"Flow">).id;
}

export async function saveFlow(world: World, flowId: string, text: string): Promise<void> {
  const client = await signedIn(world.url, world.password);
  const path = `/tenants/${world.tenant}/flows/${flowId}`;
  await client.call("PUT", path, { text }, await client.etagOf(path));
}

/** The id of a run that failed because a third party refused: in the product a card that is declined. */
export async function makeFailedRun(world: World): Promise<string> {
  const client = await signedIn(world.url, world.password);
  const path = `/tenants/${world.tenant}`;
  if (!world.real) return firstFailed(client, path);
  // The template brings the connections to the sandbox.
  await client.call("POST", `${path}/templates/order/use`);
  const name = freshName("declined");
  const flow = (await client.call("POST", `${path}/flows`, { text: declinedText(name) })) as Schema<"Flow">;
  await client.call("POST", `${path}/flows/${flow.id}/test`, { input: {}, waitSeconds: 30 });
  return firstFailed(client, path, flow.id);
}

async function firstFailed(client: Client, path: string, flow = ""): Promise<string> {
  const page = (await client.call("GET", `${path}/runs?state=failed&flow=${flow}`)) as Schema<"RunPage">;
  const run = page.items[0];
  if (run === undefined) throw new Error("No run failed");
  return run.id;
}

function declinedText(name: string): string {
  return [
    "document:", "  dsl: '1.0.3'", "  namespace: default", `  name: ${name}`, "  version: '1.0.0'",
    "do:", "  - charge:", "      call: http.post:1.0.0@default", "      with:", "        connection: shop-payment", "        url: /charges", "        body: {amount: 100, currency: EUR, source: tok_declined}", "",
  ].join("\n");
}

/** Runs of a flow that failed and are nobody's test; words that find them, and how to mend the flow. */
export async function makeDeadLetters(world: World, count: number): Promise<{ words: string; mend: () => Promise<void> }> {
  if (!world.real) return { words: "503", mend: async () => undefined };
  const client = await signedIn(world.url, world.password);
  const name = freshName("broken");
  const path = `/tenants/${world.tenant}/flows/${await makeFlow(world, brokenText(name))}`;
  const publish = async () => client.call("POST", `${path}/publish`, {}, await client.etagOf(path));
  await publish();
  await client.call("PUT", `${path}/enabled`);
  for (let number = 0; number < count; number += 1) await client.call("POST", `${path}/runs`, { input: { number }, waitSeconds: 30 });
  return {
    words: name,
    mend: async () => {
      await client.call("PUT", path, { text: helloText(name) }, await client.etagOf(path));
      await publish();
    },
  };
}

function brokenText(name: string): string {
  return [
    "document:", "  dsl: '1.0.3'", "  namespace: default", `  name: ${name}`, "  version: '1.0.0'",
    "do:", "  - refuse:", "      raise:", "        error:", "          type: https://example.com/errors/broken", "          status: 500", `          title: Refused by ${name}`, "",
  ].join("\n");
}
