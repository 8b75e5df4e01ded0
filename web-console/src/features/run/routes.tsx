import { defineRoute } from "../../shared/route";

export const runsRoute = defineRoute({ path: "/t/:tenant/runs", title: "Runs", permission: "run.read", page: () => import("./RunsPage") });
export const runRoute = defineRoute({ path: "/t/:tenant/runs/:runId", title: "Run", permission: "run.read", page: () => import("./RunPage"), kin: "/t/:tenant/runs" });
export const deadLettersRoute = defineRoute({ path: "/t/:tenant/dead-letters", title: "Dead letters", permission: "run.read", page: () => import("./DeadLettersPage") });

export const runRoutes = [runsRoute, runRoute, deadLettersRoute];
