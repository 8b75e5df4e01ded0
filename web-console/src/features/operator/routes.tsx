import { defineRoute } from "../../shared/route";

export const operatorRoute = defineRoute({ path: "/operator", title: "Installation", permission: "operator", page: () => import("./OperatorPage") });
export const tenantsRoute = defineRoute({ path: "/operator/tenants", title: "Tenants", permission: "operator", page: () => import("./TenantsPage") });
export const pluginsRoute = defineRoute({ path: "/operator/plugins", title: "Plugins", permission: "operator", page: () => import("./PluginsPage") });
export const pluginRoute = defineRoute({ path: "/operator/plugins/:pluginId", title: "Plugin", permission: "operator", page: () => import("./PluginPage") });

export const operatorRoutes = [operatorRoute, tenantsRoute, pluginsRoute, pluginRoute];
