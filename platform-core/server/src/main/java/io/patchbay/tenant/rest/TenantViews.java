package io.patchbay.tenant.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.Problem;
import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.jdbc.AllTenants;
import io.patchbay.tenant.jdbc.TenantSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Shows tenants to a caller. */
@Singleton
public class TenantViews {

  private final AllTenants tenants;
  private final TenantSettings settings;

  @Inject
  public TenantViews(AllTenants tenants, TenantSettings settings) {
    this.tenants = tenants;
    this.settings = settings;
  }

  Tenant require(TenantId id) {
    return tenants.find(id).orElseThrow(() -> Problem.notFound("tenant", id.value()));
  }

  TenantView view(Tenant tenant, Caller.SignedIn caller) {
    return TenantView.of(
        tenant,
        settings.flows(tenant.id()),
        caller.membership(tenant.slug()).map(Membership::role).orElse(null));
  }

  /** The tenant as it is now, with its ETag. */
  Response.ResponseBuilder answer(TenantId id, Caller.SignedIn caller, int status) {
    Tenant tenant = require(id);
    return Response.status(status)
        .entity(view(tenant, caller))
        .header("ETag", Etags.of(tenant.version()));
  }
}
