package io.patchbay.operator.rest;

import io.patchbay.identity.Permission;
import io.patchbay.operator.jdbc.TenantQuotas;
import io.patchbay.operator.jdbc.TenantQuotas.Quota;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A tenant's weight and limits: for operators. */
@Path("/tenants/{tenant}/quota")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class QuotaResource {

  private final RequestContext request;
  private final TenantQuotas quotas;

  @Inject
  public QuotaResource(RequestContext request, TenantQuotas quotas) {
    this.request = request;
    this.quotas = quotas;
  }

  @GET
  @Requires(Permission.OPERATOR)
  public Response get() {
    return answer(quotas.of(request.tenant()));
  }

  @PUT
  @Requires(Permission.OPERATOR)
  public Response change(@HeaderParam("If-Match") @Nullable String ifMatch, QuotaRequest wanted) {
    new Checks()
        .range("/weight", wanted.weight(), 1, 100)
        .range("/maxRunning", wanted.maxRunning(), 1, 100_000)
        .range("/maxQueued", wanted.maxQueued(), 1, 100_000_000)
        .done();
    Quota now = quotas.of(request.tenant());
    Etags.require(ifMatch, now.version());
    Quota next = new Quota(wanted.weight(), wanted.maxRunning(), wanted.maxQueued(), now.version());
    if (!quotas.change(request.tenant(), next, request.actor())) {
      throw Etags.stale();
    }
    return answer(quotas.of(request.tenant()));
  }

  private static Response answer(Quota quota) {
    return Response.ok(new QuotaView(quota.weight(), quota.maxRunning(), quota.maxQueued()))
        .header("ETag", Etags.of(quota.version()))
        .build();
  }
}
