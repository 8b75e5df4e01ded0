import { PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Outlet, useParams } from "react-router";
import { api } from "../../shared/api";
import { type Membership, permissionsOf, TenantContext, useSession } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { rememberTenant } from "../rememberedTenant";

/** Everything under `/t/:tenant`: knows the tenant and what the caller may do in it. */
export function TenantLayout() {
  const { tenant: slug = "" } = useParams();
  const known = useSession().tenants.find((tenant) => tenant.slug === slug);
  if (known !== undefined) return <InTenant tenant={known} />;
  return <LookUp slug={slug} />;
}

/** The session names at most 200 tenants; the others are asked for one by one. */
function LookUp({ slug }: { slug: string }) {
  const query = useQuery({
    queryKey: ["tenant", slug, "membership"],
    queryFn: async ({ signal }): Promise<Membership> => {
      const { data } = await api.get("/tenants/{tenant}", { path: { tenant: slug }, signal });
      return { slug: data.slug, name: data.name, environment: data.environment, timeZone: data.timeZone, role: data.role ?? "viewer", permissions: permissionsOf(data.role) };
    },
    retry: false,
  });
  if (query.data !== undefined) return <InTenant tenant={query.data} />;
  return (
    <PageSection hasBodyWrapper={false}>
      <Loaded query={query}>{() => null}</Loaded>
    </PageSection>
  );
}

function InTenant({ tenant }: { tenant: Membership }) {
  useEffect(() => rememberTenant(tenant.slug), [tenant.slug]);
  // The key makes every page start afresh in another tenant: no state of one is shown in the other.
  return (
    <TenantContext.Provider value={tenant} key={tenant.slug}>
      <Outlet />
    </TenantContext.Provider>
  );
}
