import { defineRoute } from "../../shared/route";

export const signInRoute = defineRoute({ path: "/sign-in", title: "Sign in", permission: "public", page: () => import("./SignInPage") });
export const passwordRoute = defineRoute({ path: "/password", title: "Change password", permission: "public", page: () => import("./PasswordPage") });
export const invitationRoute = defineRoute({ path: "/invitations/:token", title: "Invitation", permission: "public", page: () => import("./InvitationPage") });

export const sessionRoutes = [signInRoute, passwordRoute, invitationRoute];
