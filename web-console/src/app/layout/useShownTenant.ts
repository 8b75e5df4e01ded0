import { useParams } from "react-router";
import { type Membership, useSession } from "../../shared/session";
import { rememberedTenant } from "../rememberedTenant";

/** The tenant of the address, else the one that was open last: masthead and sidebar always name one. */
export function useShownTenant(): Membership | undefined {
  const session = useSession();
  const { tenant } = useParams();
  return session.tenants.find((each) => each.slug === tenant) ?? (tenant === undefined ? rememberedTenant(session) : undefined);
}
