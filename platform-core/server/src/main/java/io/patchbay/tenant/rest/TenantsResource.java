package io.patchbay.tenant.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Permission;
import io.patchbay.identity.Role;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.jdbc.AllTenants;
import io.patchbay.tenant.jdbc.TenantLife;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The tenants of the caller; for an operator all of them. */
@Path("/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TenantsResource {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}");

  private final RequestContext request;
  private final AllTenants tenants;
  private final TenantLife life;
  private final TenantViews views;

  @Inject
  public TenantsResource(
      RequestContext request, AllTenants tenants, TenantLife life, TenantViews views) {
    this.request = request;
    this.tenants = tenants;
    this.life = life;
    this.views = views;
  }

  @GET
  @Requires(Permission.SIGNED_IN)
  public Page<TenantView> list(@BeanParam PageRequest page) {
    Caller.SignedIn caller = request.account();
    if (caller.onlyTenant() != null) {
      return new Page<>(
          caller.memberships().stream()
              .map(m -> views.view(views.require(m.tenant()), caller))
              .toList(),
          null);
    }
    return Page.of(
        tenants.list(page, caller.operator() ? null : caller.account()),
        page,
        tenant -> views.view(tenant, caller),
        tenant -> List.of(tenant.name(), tenant.slug()));
  }

  @POST
  @Requires(Permission.OPERATOR)
  public Response create(TenantRequest wanted) {
    new Checks()
        .matches(
            "/slug",
            wanted.slug(),
            SLUG,
            "A slug has 2 to 39 small letters, digits and dashes, and begins with a letter or"
                + " digit.")
        .length("/name", wanted.name(), 1, 100)
        .length("/environment", wanted.environment(), 0, 30)
        .timeZone("/timeZone", wanted.timeZone())
        .done();
    TenantId id =
        life.create(
            wanted.slug(),
            wanted.name().strip(),
            Objects.requireNonNullElse(wanted.environment(), ""),
            Objects.requireNonNullElse(wanted.timeZone(), "UTC"),
            request.account().account(),
            request.actor());
    TenantView created = views.view(views.require(id), request.account());
    return Response.status(201).entity(withRole(created)).build();
  }

  /** The caller is its owner from now on; this request's caller does not know it yet. */
  private static TenantView withRole(TenantView view) {
    return new TenantView(
        view.slug(),
        view.name(),
        view.environment(),
        view.timeZone(),
        view.runRetentionDays(),
        view.state(),
        view.createdAt(),
        view.members(),
        view.flows(),
        Role.OWNER);
  }
}
