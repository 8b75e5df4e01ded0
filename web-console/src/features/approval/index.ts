export { WaitingBadge } from "./WaitingBadge";
export { approvalRoute, approvalRoutes, approvalsRoute } from "./routes";
