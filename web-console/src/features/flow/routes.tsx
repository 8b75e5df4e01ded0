import { defineRoute } from "../../shared/route";

export const flowsRoute = defineRoute({ path: "/t/:tenant/flows", title: "Flows", permission: "flow.read", page: () => import("./FlowsPage") });
export const flowRoute = defineRoute({ path: "/t/:tenant/flows/:flowId", title: "Flow", permission: "flow.read", page: () => import("./FlowPage"), kin: "/t/:tenant/flows" });

export const flowRoutes = [flowsRoute, flowRoute];
