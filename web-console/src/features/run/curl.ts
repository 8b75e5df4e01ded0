import type { Schema } from "../../shared/api";

/** A recorded request as a curl command. Masked values stay masked: they have to be filled in. */
export function curlOf(exchange: Pick<Schema<"Exchange">, "method" | "url" | "requestHeaders" | "requestBody">): string {
  const headers = exchange.requestHeaders.map((header) => `-H ${quoted(`${header.name}: ${header.value}`)}`);
  const body = exchange.requestBody === undefined || exchange.requestBody === "" ? [] : [`--data-raw ${quoted(exchange.requestBody)}`];
  return [`curl -X ${exchange.method} ${quoted(exchange.url)}`, ...headers, ...body].join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
