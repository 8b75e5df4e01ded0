import { MenuSearch, MenuSearchInput, MenuToggle, SearchInput, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { useState } from "react";
import { useMatches, useNavigate } from "react-router";
import { kinOf } from "../../shared/route";
import { useSession } from "../../shared/session";
import { EnvironmentLabel } from "../../shared/ui";
import type { AnyRoute } from "../router";
import { useShownTenant } from "./useShownTenant";

const SHOWN = 50;

/** Names the tenant and its environment; switching keeps the kind of page. */
export function TenantSwitcher() {
  const { tenants } = useSession();
  const shown = useShownTenant();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const navigate = useNavigate();
  const route = useMatches().at(-1)?.handle as AnyRoute | undefined;
  if (tenants.length === 0) return null;
  const wanted = words.trim().toLowerCase();
  const found = tenants.filter((tenant) => `${tenant.name} ${tenant.slug} ${tenant.environment}`.toLowerCase().includes(wanted));
  const choose = (slug: string) => {
    setOpen(false);
    setWords("");
    void navigate(kinOf(route?.path.startsWith("/t/:tenant/") ? route : { path: "/" }, slug));
  };
  return (
    <Select
      isOpen={open}
      onOpenChange={setOpen}
      selected={shown?.slug}
      onSelect={(_, slug) => choose(String(slug))}
      isScrollable
      maxMenuHeight="24rem"
      popperProps={{ minWidth: "18rem" }}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)} className="pb-tenant" aria-label={`Tenant ${shown?.name ?? "none"}${shown?.environment ? `, ${shown.environment}` : ""}. Switch tenant`}>
          <span className="pb-tenant-name">{shown?.name ?? "Choose a tenant"}</span> {shown && <EnvironmentLabel environment={shown.environment} />}
        </MenuToggle>
      )}
    >
      {tenants.length > 5 && (
        <MenuSearch>
          <MenuSearchInput>
            <SearchInput aria-label="Find a tenant" placeholder="Find a tenant" value={words} onChange={(_, next) => setWords(next)} onClear={() => setWords("")} />
          </MenuSearchInput>
        </MenuSearch>
      )}
      <SelectList aria-label="Tenants">
        {found.slice(0, SHOWN).map((tenant) => (
          <SelectOption key={tenant.slug} value={tenant.slug} description={tenant.slug}>
            {tenant.name} <EnvironmentLabel environment={tenant.environment} />
          </SelectOption>
        ))}
        {found.length === 0 && <SelectOption isDisabled>No tenant matches</SelectOption>}
        {found.length > SHOWN && <SelectOption isDisabled>{found.length - SHOWN} more: type to find them</SelectOption>}
      </SelectList>
    </Select>
  );
}
