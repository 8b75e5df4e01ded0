import type { components } from "../../generated/api";

/** The schemas of docs/api/openapi.yaml by name: `Schema<"Flow">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Instant = string;
export type Permission = string;

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
