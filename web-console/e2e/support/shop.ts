import type { Schema } from "../../src/shared/api/types.ts";
import { type Client, makeTenant } from "./operator.ts";

export interface Shop {
  tenant: string;
  flowId: string;
}

/** A tenant as people know it: the order template is published, on, and has taken some orders, one of them declined. */
export async function openShop(client: Client): Promise<Shop> {
  const tenant = await makeTenant(client, "Acme Retail", "production");
  const path = `/tenants/${tenant}`;
  const templates = ((await client.call("GET", `${path}/templates?limit=200`)) as Schema<"TemplatePage">).items;
  const order = templates.find((template) => /order/.test(template.id));
  if (order === undefined) throw new Error(`There is no template for orders among ${templates.map((template) => template.id).join(", ")}`);
  for (const template of templates.filter((each) => each !== order)) await client.call("POST", `${path}/templates/${template.id}/use`);
  const flow = (await client.call("POST", `${path}/templates/${order.id}/use`)) as Schema<"Flow">;
  const flowPath = `${path}/flows/${flow.id}`;
  await client.call("POST", `${flowPath}/publish`, { note: "From the template" }, await client.etagOf(flowPath));
  await client.call("PUT", `${flowPath}/enabled`);
  const trigger = (await client.call("GET", `${flowPath}/trigger`)) as Schema<"TriggerView">;
  for (let number = 1; number <= 12; number += 1) await placeOrder(trigger.url ?? "", order.sampleInput, number);
  return { tenant, flowId: flow.id };
}

async function placeOrder(url: string, sample: unknown, number: number): Promise<void> {
  const body = { ...(sample as Record<string, unknown>), orderId: `A-${1_000 + number}` };
  const text = JSON.stringify(body);
  // Every fifth card is declined by the sandbox's bank.
  const sent = number % 5 === 0 ? text.replaceAll(/tok_[a-z]+/g, "tok_declined") : text;
  await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": `order-${number}` }, body: sent });
}
