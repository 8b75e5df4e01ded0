import { defineRoute } from "../../shared/route";

export const connectionsRoute = defineRoute({ path: "/t/:tenant/connections", title: "Connections", permission: "connection.read", page: () => import("./ConnectionsPage") });
export const newConnectionRoute = defineRoute({ path: "/t/:tenant/new-connection", title: "Add connection", permission: "connection.write", page: () => import("./NewConnectionPage") });
export const connectionRoute = defineRoute({ path: "/t/:tenant/connections/:name", title: "Connection", permission: "connection.read", page: () => import("./ConnectionPage"), kin: "/t/:tenant/connections" });

export const connectionRoutes = [connectionsRoute, newConnectionRoute, connectionRoute];
