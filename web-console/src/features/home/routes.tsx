import { defineRoute } from "../../shared/route";

export const homeRoute = defineRoute({ path: "/t/:tenant/home", title: "Home", permission: "run.read", page: () => import("./HomePage") });

export const homeRoutes = [homeRoute];
