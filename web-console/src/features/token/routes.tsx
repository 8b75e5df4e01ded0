import { defineRoute } from "../../shared/route";

export const tokensRoute = defineRoute({ path: "/me/tokens", title: "API tokens", permission: "signed-in", page: () => import("./TokensPage") });

export const tokenRoutes = [tokensRoute];
