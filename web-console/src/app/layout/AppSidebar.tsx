import { Nav, NavGroup, NavItem, NavList, PageContext, PageSidebar, PageSidebarBody } from "@patternfly/react-core";
import { useContext } from "react";
import { NavLink, useLocation } from "react-router";
import { useSession } from "../../shared/session";
import { operatorPlaces, type Place, tenantPlaces } from "../navigation";
import { useShownTenant } from "./useShownTenant";

export function AppSidebar() {
  const session = useSession();
  const tenant = useShownTenant();
  const places = tenant ? tenantPlaces(tenant.slug).filter((place) => tenant.permissions.includes(place.permission)) : [];
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label="Pages">
          {tenant && <Group title={tenant.name} places={places} alone={!session.operator} />}
          {session.operator && <Group title="Operator" places={operatorPlaces} alone={false} />}
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}

function Group({ title, places, alone }: { title: string; places: readonly Place[]; alone: boolean }) {
  const tenant = useShownTenant();
  const items = places.map((place) => <Item key={place.to} place={place} tenant={tenant?.slug} />);
  return alone ? <NavList>{items}</NavList> : <NavGroup title={title}>{items}</NavGroup>;
}

function Item({ place, tenant }: { place: Place; tenant: string | undefined }) {
  const { pathname } = useLocation();
  const { onSidebarToggle, isSidebarOpen } = useContext(PageContext);
  const { icon: Icon, badge: Badge } = place;
  const active = place.exact ? pathname === place.to : pathname === place.to || pathname.startsWith(`${place.to}/`);
  const close = () => {
    if (isSidebarOpen && matchMedia("(max-width: 75rem)").matches) onSidebarToggle();
  };
  return (
    <NavItem isActive={active}>
      <NavLink to={place.to} onClick={close}>
        <span className="pb-quiet pb-nav-icon" aria-hidden="true">
          <Icon />
        </span>
        {place.label}
        {Badge !== undefined && tenant !== undefined && <span className="pb-nav-badge"><Badge tenant={tenant} /></span>}
      </NavLink>
    </NavItem>
  );
}
