import { defineRoute } from "../../shared/route";

export const approvalsRoute = defineRoute({ path: "/t/:tenant/approvals", title: "Approvals", permission: "approval.read", page: () => import("./ApprovalsPage") });
export const approvalRoute = defineRoute({ path: "/t/:tenant/approvals/:approvalId", title: "Approval", permission: "approval.read", page: () => import("./ApprovalPage") });
export const approveByLinkRoute = defineRoute({ path: "/approve/:token", title: "Decide", permission: "public", page: () => import("./ApproveByLinkPage") });

export const approvalRoutes = [approvalsRoute, approvalRoute, approveByLinkRoute];
