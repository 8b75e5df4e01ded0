import { defineRoute } from "../../shared/route";

export const membersRoute = defineRoute({ path: "/t/:tenant/members", title: "Members", permission: "member.read", page: () => import("./MembersPage") });

export const memberRoutes = [membersRoute];
