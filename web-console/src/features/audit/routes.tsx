import { defineRoute } from "../../shared/route";

export const auditRoute = defineRoute({ path: "/t/:tenant/audit", title: "Audit", permission: "audit.read", page: () => import("./TenantAuditPage") });
export const operatorAuditRoute = defineRoute({ path: "/operator/audit", title: "Audit of the installation", permission: "operator", page: () => import("./OperatorAuditPage") });

export const auditRoutes = [auditRoute, operatorAuditRoute];
