export { defineRoute, kinOf, type Route, useRouteParams } from "./route";
