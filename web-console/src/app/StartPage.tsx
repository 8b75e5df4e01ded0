import { PageSection } from "@patternfly/react-core";
import { Navigate } from "react-router";
import { homeRoute } from "../features/home";
import { operatorRoute } from "../features/operator";
import { useSession } from "../shared/session";
import { Empty } from "../shared/state";
import { rememberedTenant } from "./rememberedTenant";

/** `/` leads to where the person works. */
export function StartPage() {
  const session = useSession();
  const tenant = rememberedTenant(session);
  if (tenant !== undefined) return <Navigate replace to={homeRoute.link({ tenant: tenant.slug })} />;
  if (session.operator) return <Navigate replace to={operatorRoute.link({})} />;
  return (
    <PageSection hasBodyWrapper={false}>
      <Empty title="You do not belong to a tenant yet">Ask an owner of a tenant for an invitation, or an operator to make a tenant for you. You signed in as {session.account?.login}.</Empty>
    </PageSection>
  );
}
