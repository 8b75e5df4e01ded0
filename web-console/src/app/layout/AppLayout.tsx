import { Page, Progress, SkipToContent } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Navigate, Outlet, useLocation, useNavigation } from "react-router";
import { passwordRoute, signInRoute } from "../../features/session";
import { sessionQuery } from "../../shared/session";
import { Failed, LoadingPage } from "../../shared/state";
import { Keyboard } from "../keyboard/Keyboard";
import { ShortcutProvider } from "../keyboard/ShortcutProvider";
import { AppMasthead } from "./AppMasthead";
import { AppSidebar } from "./AppSidebar";

/** Masthead, sidebar and the page; leads to sign-in when nobody is signed in. */
export function AppLayout() {
  const location = useLocation();
  const session = useQuery(sessionQuery);
  if (session.isPending) return <LoadingPage />;
  if (session.isError) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  const here = location.pathname + location.search;
  if (!session.data.signedIn) return <Navigate replace to={signInRoute.link({}, { next: here === "/" ? undefined : here })} />;
  if (session.data.mustChangePassword) return <Navigate replace to={passwordRoute.link({}, { next: here })} />;
  return (
    <ShortcutProvider>
      <Page masthead={<AppMasthead />} sidebar={<AppSidebar />} isManagedSidebar mainContainerId="main" isContentFilled skipToContent={<SkipToContent href="#main">Skip to content</SkipToContent>} mainAriaLabel="Page">
      <Busy />
      <Keyboard>
        <Suspense fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </Keyboard>
    </Page>
    </ShortcutProvider>
  );
}

/** A thin bar while the next page's code is on its way. */
function Busy() {
  const busy = useNavigation().state !== "idle";
  return busy ? <Progress aria-label="Loading the page" size="sm" measureLocation="none" value={70} className="pb-busy" /> : null;
}
