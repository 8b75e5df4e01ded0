import type { Membership, Session } from "../shared/session";

const KEY = "patchbay.tenant";

export function rememberTenant(slug: string): void {
  try {
    localStorage.setItem(KEY, slug);
  } catch {
    // Storage is blocked: the first tenant is shown next time.
  }
}

/** The tenant that was open last in this browser, if the caller still belongs to it; else the first one. */
export function rememberedTenant(session: Session): Membership | undefined {
  let slug: string | null = null;
  try {
    slug = localStorage.getItem(KEY);
  } catch {
    // Storage is blocked.
  }
  return session.tenants.find((tenant) => tenant.slug === slug) ?? session.tenants[0];
}
