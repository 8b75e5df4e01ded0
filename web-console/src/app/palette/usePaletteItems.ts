import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { connectionRoute } from "../../features/connection";
import { flowRoute } from "../../features/flow";
import { homeRoute } from "../../features/home";
import { runRoute } from "../../features/run";
import { api } from "../../shared/api";
import { useSession } from "../../shared/session";
import { useShownTenant } from "../layout/useShownTenant";
import { operatorPlaces, ownPlaces, tenantPlaces } from "../navigation";

export interface PaletteItem {
  group: string;
  label: string;
  detail?: string;
  to: string;
}

const RUN_ID = /^[0-9a-f]{8}-[0-9a-f-]{20,}$/i;
const EACH = 6;

/** What the palette offers for the words: pages and tenants at once, flows and connections from the server. */
export function usePaletteItems(words: string): { items: PaletteItem[]; searching: boolean } {
  const session = useSession();
  const shown = useShownTenant();
  const q = useDeferredValue(words.trim());
  const tenant = shown?.slug ?? "";
  const may = (permission: string) => shown?.permissions.includes(permission) ?? false;
  const wanted = q.length >= 2 && !RUN_ID.test(q);
  const flows = useQuery({
    queryKey: ["palette", tenant, "flows", q],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/flows", { path: { tenant }, query: { q, limit: EACH }, signal })).data.items,
    enabled: wanted && may("flow.read"),
  });
  const connections = useQuery({
    queryKey: ["palette", tenant, "connections", q],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/connections", { path: { tenant }, query: { q, limit: EACH }, signal })).data.items,
    enabled: wanted && may("connection.read"),
  });

  const pages = [
    ...(shown ? tenantPlaces(tenant).filter((place) => may(place.permission)).map((place) => ({ ...place, detail: shown.name })) : []),
    ...(session.operator ? operatorPlaces.map((place) => ({ ...place, detail: "Operator" })) : []),
    ...ownPlaces.map((place) => ({ ...place, detail: "Your account" })),
  ].map(({ label, to, detail }) => ({ group: "Pages", label, detail, to }));
  const tenants = session.tenants
    .filter((each) => each.slug !== tenant)
    .map((each) => ({ group: "Tenants", label: each.name, detail: each.environment, to: homeRoute.link({ tenant: each.slug }) }));
  const run = RUN_ID.test(q) && shown ? [{ group: "Runs", label: `Open run ${q}`, to: runRoute.link({ tenant, runId: q }) }] : [];
  const found = (wanted ? (flows.data ?? []) : []).map((flow) => ({ group: "Flows", label: flow.title ?? flow.name, detail: flow.name, to: flowRoute.link({ tenant, flowId: flow.id }) }));
  const connected = (wanted ? (connections.data ?? []) : []).map((each) => ({ group: "Connections", label: each.name, detail: each.connectorLabel, to: connectionRoute.link({ tenant, name: each.name }) }));
  const matching = (items: PaletteItem[]) => items.filter((item) => item.label.toLowerCase().includes(q.toLowerCase()));
  return { items: [...run, ...matching(pages), ...found, ...connected, ...matching(tenants).slice(0, EACH)], searching: flows.isFetching || connections.isFetching };
}
