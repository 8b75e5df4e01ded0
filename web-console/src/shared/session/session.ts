import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, onSession, rememberCsrfToken, type Schema } from "../api";

export type Session = Schema<"Session">;
export type Membership = Schema<"TenantMembership">;

async function loadSession(): Promise<Session> {
  const { data } = await api.get("/session", {});
  rememberCsrfToken(data.csrfToken);
  return data;
}

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: loadSession, staleTime: 60_000, retry: 1 });

/** What the API client needs of the session; called once at start. */
export function connectSession(signedOut: () => void): void {
  onSession({ signedOut, renewCsrf: async () => (await loadSession()).csrfToken });
}

/** The session; only below the layout, which waits for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export function useMaybeSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

export const TenantContext = createContext<Membership | undefined>(undefined);

/** The tenant of the page that is open. */
export function useTenant(): Membership {
  const tenant = useContext(TenantContext);
  if (tenant === undefined) throw new Error("This page is not inside a tenant");
  return tenant;
}

export function useMaybeTenant(): Membership | undefined {
  return useContext(TenantContext);
}

/** Whether the caller may do this in the tenant that is open. The server decides; this only hides what it would refuse. */
export function useCan(permission: string): boolean {
  const tenant = useMaybeTenant();
  return tenant?.permissions.includes(permission) ?? false;
}

/** What a role grants, for a tenant that the session's list (at most 200) does not name. */
export function permissionsOf(role: Schema<"Role"> | undefined): string[] {
  const read = ["tenant.read", "run.read", "flow.read", "connection.read", "member.read", "audit.read", "event.read"];
  const build = ["flow.write", "flow.publish", "run.start", "connection.write", "event.write"];
  switch (role) {
    case "owner":
      return [...read, ...build, "tenant.write", "member.write"];
    case "builder":
      return [...read, ...build];
    case "viewer":
      return read;
    case undefined:
      return [];
  }
}

/** Which role may do it, in words for the forbidden state. */
export function roleFor(permission: string): "owner" | "builder" | "operator" {
  if (permission === "operator") return "operator";
  return /^(tenant|member|audit)\./.test(permission) ? "owner" : "builder";
}
