import { defineRoute } from "../../shared/route";

export const settingsRoute = defineRoute({ path: "/t/:tenant/settings", title: "Settings", permission: "tenant.read", page: () => import("./SettingsPage") });

export const tenantRoutes = [settingsRoute];
