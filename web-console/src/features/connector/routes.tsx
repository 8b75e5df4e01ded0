import { defineRoute } from "../../shared/route";

export const connectorsRoute = defineRoute({ path: "/t/:tenant/connectors", title: "Connectors", permission: "connection.read", page: () => import("./ConnectorsPage") });
export const connectorRoute = defineRoute({ path: "/t/:tenant/connectors/:connectorId", title: "Connector", permission: "connection.read", page: () => import("./ConnectorPage"), kin: "/t/:tenant/connectors" });

export const connectorRoutes = [connectorsRoute, connectorRoute];
