import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, PageSection, Skeleton, Spinner } from "@patternfly/react-core";
import { CubesIcon, ExclamationCircleIcon, LockIcon, SearchIcon } from "@patternfly/react-icons";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { api, asProblem, errorPage, type Permission, type Problem } from "../api";
import { roleFor, useMaybeTenant } from "../session";
import { CopyButton } from "../ui";

/** Grey lines in the shape of what comes. */
export function Loading({ lines = 6 }: { lines?: number }) {
  return (
    <div role="status" aria-label="Loading" className="pb-skeleton">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} width={line === 0 ? "40%" : `${92 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}

export function LoadingPage() {
  return (
    <PageSection hasBodyWrapper={false}>
      <Spinner aria-label="Loading the page" />
    </PageSection>
  );
}

/** Nothing here yet: says what to do, with the button. */
export function Empty({ title, children, action, icon = CubesIcon }: { title: string; children?: ReactNode; action?: ReactNode; icon?: ComponentType }) {
  return (
    <EmptyState titleText={title} headingLevel="h2" icon={icon} variant="lg">
      {children !== undefined && <EmptyStateBody>{children}</EmptyStateBody>}
      {action !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}

export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <Empty title="Nothing matches" icon={SearchIcon} action={<Button variant="link" onClick={onClear}>Clear search and filters</Button>}>
      Try fewer words or another filter.
    </Empty>
  );
}

/** What failed, what to do, and details to copy. Refusals become the forbidden state. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = asProblem(error);
  if (problem.status === 403) return <Forbidden problem={problem} />;
  const missing = problem.status === 404;
  return (
    <EmptyState status={missing ? undefined : "danger"} titleText={problem.title} headingLevel="h2" icon={missing ? SearchIcon : ExclamationCircleIcon}>
      <EmptyStateBody>{problem.detail ?? (missing ? "It does not exist, or you may not see it. Check the address, or go back to the list." : undefined)}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          {onRetry && <Button variant="primary" onClick={onRetry}>Try again</Button>}
          <CopyButton variant="secondary" text={() => problem.details()}>Copy details</CopyButton>
        </EmptyStateActions>
        {!problem.code.startsWith("console.") && (
          <EmptyStateActions>
            <Button variant="link" component="a" href={errorPage(problem.code)} target="_blank" rel="noreferrer">About {problem.code}</Button>
          </EmptyStateActions>
        )}
      </EmptyStateFooter>
    </EmptyState>
  );
}

/** The caller may not see this; says who could allow it. */
export function Forbidden({ permission, problem }: { permission?: Permission; problem?: Problem }) {
  const tenant = useMaybeTenant();
  const role = roleFor(permission ?? "tenant.write");
  const owners = useOwners(tenant?.slug);
  return (
    <EmptyState titleText="You may not open this" headingLevel="h2" icon={LockIcon}>
      <EmptyStateBody>
        {problem?.detail ?? (role === "operator" ? "This page is for operators of the installation." : `This needs the role ${role} in ${tenant?.name ?? "the tenant"}${tenant ? `; yours is ${tenant.role}` : ""}.`)}{" "}
        {role === "operator" || !tenant ? "An operator can allow it." : owners.length > 0 ? `An owner can allow it: ${owners.join(", ")}.` : "An owner of the tenant can allow it."}
      </EmptyStateBody>
      {problem && (
        <EmptyStateFooter>
          <CopyButton variant="secondary" text={() => problem.details()}>Copy details</CopyButton>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}

function useOwners(tenant: string | undefined): string[] {
  const { data } = useQuery({
    queryKey: ["tenant", tenant, "owners"],
    queryFn: async ({ signal }) => (await api.get("/tenants/{tenant}/members", { path: { tenant: tenant ?? "" }, signal })).data.items,
    enabled: tenant !== undefined,
    retry: false,
  });
  return (data ?? []).filter((member) => member.role === "owner").map((member) => member.name).slice(0, 5);
}

/** Draws what a query has: skeleton, failure or its data. Old data stays while new data loads. */
export function Loaded<T>({ query, skeleton, children }: { query: UseQueryResult<T>; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <>{skeleton ?? <Loading />}</>;
}
