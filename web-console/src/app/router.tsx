import { createBrowserRouter, type RouteObject } from "react-router";
import { approvalRoutes } from "../features/approval";
import { auditRoutes } from "../features/audit";
import { connectionRoutes } from "../features/connection";
import { connectorRoutes } from "../features/connector";
import { eventRoutes } from "../features/event";
import { flowRoutes } from "../features/flow";
import { homeRoutes } from "../features/home";
import { memberRoutes } from "../features/member";
import { operatorRoutes } from "../features/operator";
import { runRoutes } from "../features/run";
import { sessionRoutes } from "../features/session";
import { templateRoutes } from "../features/template";
import { tenantRoutes } from "../features/tenant";
import { tokenRoutes } from "../features/token";
import type { Route } from "../shared/route";
import { LoadingPage } from "../shared/state";
import { Guard } from "./Guard";
import { AppLayout } from "./layout/AppLayout";
import { TenantLayout } from "./layout/TenantLayout";
import { NotFoundPage } from "./NotFoundPage";
import { RouteFailure } from "./RouteFailure";
import { StartPage } from "./StartPage";

// A page's own path variables make its link builder's type; here only the path and the code matter.
export type AnyRoute = Omit<Route, "link">;

export const routes: readonly AnyRoute[] = [
  ...homeRoutes, ...flowRoutes, ...runRoutes, ...eventRoutes, ...approvalRoutes, ...templateRoutes, ...connectionRoutes, ...connectorRoutes, ...memberRoutes, ...auditRoutes, ...tenantRoutes,
  ...tokenRoutes, ...operatorRoutes, ...sessionRoutes,
];

function pageOf(route: AnyRoute): RouteObject {
  return {
    path: route.path,
    handle: route,
    errorElement: <RouteFailure />,
    HydrateFallback: LoadingPage,
    lazy: async () => {
      const { default: Page } = await route.page();
      return { Component: () => <Guard permission={route.permission}><Page /></Guard> };
    },
  };
}

const open = routes.filter((route) => route.permission === "public");
const ofTenant = routes.filter((route) => route.path.startsWith("/t/:tenant/"));
const others = routes.filter((route) => !open.includes(route) && !ofTenant.includes(route));

export function makeRouter() {
  return createBrowserRouter([
    ...open.map(pageOf),
    {
      element: <AppLayout />,
      errorElement: <RouteFailure />,
      HydrateFallback: LoadingPage,
      children: [{ path: "/", element: <StartPage /> }, ...others.map(pageOf), { element: <TenantLayout />, children: ofTenant.map(pageOf) }, { path: "*", element: <NotFoundPage /> }],
    },
  ]);
}
