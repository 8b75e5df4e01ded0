import { defineRoute } from "../../shared/route";

export const errorHelpRoute = defineRoute({ path: "/docs/errors/:code", title: "About an error", permission: "public", page: () => import("./ErrorHelpPage") });

export const helpRoutes = [errorHelpRoute];
