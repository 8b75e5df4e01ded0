import { BookOpenIcon, BullhornIcon, CheckSquareIcon, ClipboardListIcon, CogIcon, EnvelopeIcon, HistoryIcon, HomeIcon, KeyIcon, PlugIcon, PuzzlePieceIcon, ServerIcon, ShapesIcon, StreamIcon, TopologyIcon, UsersIcon } from "@patternfly/react-icons";
import type { ComponentType } from "react";
import { approvalsRoute, WaitingBadge } from "../features/approval";
import { auditRoute, operatorAuditRoute } from "../features/audit";
import { connectionsRoute } from "../features/connection";
import { connectorsRoute } from "../features/connector";
import { eventsRoute } from "../features/event";
import { flowsRoute } from "../features/flow";
import { homeRoute } from "../features/home";
import { membersRoute } from "../features/member";
import { operatorRoute, pluginsRoute, tenantsRoute } from "../features/operator";
import { deadLettersRoute, runsRoute } from "../features/run";
import { templatesRoute } from "../features/template";
import { settingsRoute } from "../features/tenant";
import { tokensRoute } from "../features/token";

export interface Place {
  label: string;
  to: string;
  permission: string;
  icon: ComponentType;
  /** The second key behind `g`. */
  key?: string;
  /** Only this address itself is the page, not what lies below it. */
  exact?: boolean;
  /** Beside the label: what waits there. */
  badge?: ComponentType<{ tenant: string }>;
}

/** The pages of a tenant, in the order of the sidebar. */
export function tenantPlaces(tenant: string): Place[] {
  const params = { tenant };
  return [
    { label: "Home", to: homeRoute.link(params), permission: homeRoute.permission, icon: HomeIcon, key: "h" },
    { label: "Flows", to: flowsRoute.link(params), permission: flowsRoute.permission, icon: TopologyIcon, key: "f" },
    { label: "Runs", to: runsRoute.link(params), permission: runsRoute.permission, icon: StreamIcon, key: "r" },
    { label: "Events", to: eventsRoute.link(params), permission: eventsRoute.permission, icon: BullhornIcon, key: "e" },
    { label: "Dead letters", to: deadLettersRoute.link(params), permission: deadLettersRoute.permission, icon: EnvelopeIcon, key: "d" },
    { label: "Approvals", to: approvalsRoute.link(params), permission: approvalsRoute.permission, icon: CheckSquareIcon, key: "a", badge: WaitingBadge },
    { label: "Templates", to: templatesRoute.link(params), permission: templatesRoute.permission, icon: ShapesIcon, key: "t" },
    { label: "Connections", to: connectionsRoute.link(params), permission: connectionsRoute.permission, icon: PlugIcon, key: "c" },
    { label: "Connectors", to: connectorsRoute.link(params), permission: connectorsRoute.permission, icon: BookOpenIcon },
    { label: "Members", to: membersRoute.link(params), permission: membersRoute.permission, icon: UsersIcon },
    { label: "Audit", to: auditRoute.link(params), permission: auditRoute.permission, icon: HistoryIcon },
    { label: "Settings", to: settingsRoute.link(params), permission: settingsRoute.permission, icon: CogIcon },
  ];
}

export const operatorPlaces: readonly Place[] = [
  { label: "Installation", to: operatorRoute.link({}), permission: "operator", icon: ServerIcon, key: "o", exact: true },
  { label: "Tenants", to: tenantsRoute.link({}), permission: "operator", icon: ClipboardListIcon },
  { label: "Plugins", to: pluginsRoute.link({}), permission: "operator", icon: PuzzlePieceIcon },
  { label: "Installation audit", to: operatorAuditRoute.link({}), permission: "operator", icon: HistoryIcon },
];

export const ownPlaces: readonly Place[] = [{ label: "API tokens", to: tokensRoute.link({}), permission: "signed-in", icon: KeyIcon }];
