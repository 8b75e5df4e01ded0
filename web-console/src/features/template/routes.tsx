import { defineRoute } from "../../shared/route";

export const templatesRoute = defineRoute({ path: "/t/:tenant/templates", title: "Templates", permission: "flow.read", page: () => import("./TemplatesPage") });

export const templateRoutes = [templatesRoute];
