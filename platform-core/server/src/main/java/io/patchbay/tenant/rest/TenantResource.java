package io.patchbay.tenant.rest;

import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.jdbc.TenantLife;
import io.patchbay.tenant.jdbc.TenantSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One tenant: its settings for its owners, its life for operators. */
@Path("/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TenantResource {

  private final RequestContext request;
  private final TenantLife life;
  private final TenantSettings settings;
  private final TenantViews views;

  @Inject
  public TenantResource(
      RequestContext request, TenantLife life, TenantSettings settings, TenantViews views) {
    this.request = request;
    this.life = life;
    this.settings = settings;
    this.views = views;
  }

  @GET
  @Requires(Permission.TENANT_READ)
  public Response get() {
    return views.answer(request.tenant(), request.account(), 200).build();
  }

  @PATCH
  @Requires(Permission.TENANT_WRITE)
  public Response update(@HeaderParam("If-Match") @Nullable String ifMatch, TenantUpdate update) {
    new Checks()
        .length("/name", update.name(), 1, 100)
        .length("/environment", update.environment(), 0, 30)
        .timeZone("/timeZone", update.timeZone())
        .range("/runRetentionDays", update.runRetentionDays(), 1, 3650)
        .done();
    Tenant tenant = views.require(request.tenant());
    Etags.require(ifMatch, tenant.version());
    TenantSettings.Settings next =
        new TenantSettings.Settings(
            Objects.requireNonNullElse(update.name(), tenant.name()).strip(),
            Objects.requireNonNullElse(update.environment(), tenant.environment()),
            Objects.requireNonNullElse(update.timeZone(), tenant.timeZone()),
            Objects.requireNonNullElse(update.runRetentionDays(), tenant.runRetentionDays()));
    if (!settings.change(request, tenant, next)) {
      throw Etags.stale();
    }
    return views.answer(tenant.id(), request.account(), 200).build();
  }

  @DELETE
  @Requires(Permission.OPERATOR)
  public Response delete(@QueryParam("confirm") @Nullable String confirm) {
    Tenant tenant = views.require(request.tenant());
    if (!tenant.slug().equals(confirm)) {
      throw Problem.invalid(
          "",
          "confirm",
          "Deleting a tenant destroys everything in it. Repeat its slug as ?confirm="
              + tenant.slug()
              + ".");
    }
    life.delete(tenant, request.actor());
    return Response.noContent().build();
  }

  @PUT
  @Path("/suspension")
  @Requires(Permission.OPERATOR)
  public Response suspend() {
    return suspended(true);
  }

  @DELETE
  @Path("/suspension")
  @Requires(Permission.OPERATOR)
  public Response resume() {
    return suspended(false);
  }

  private Response suspended(boolean suspended) {
    life.suspend(views.require(request.tenant()), suspended, request.actor());
    return views.answer(request.tenant(), request.account(), 200).build();
  }
}
