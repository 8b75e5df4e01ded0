package io.patchbay.audit.rest;

import io.patchbay.audit.AuditReader;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The audit trail of a tenant. */
@Path("/tenants/{tenant}/audit")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class AuditResource {

  private final RequestContext request;
  private final AuditReader reader;

  @Inject
  public AuditResource(RequestContext request, AuditReader reader) {
    this.request = request;
    this.reader = reader;
  }

  @GET
  @Requires(Permission.AUDIT_READ)
  public Page<AuditEventView> list(@BeanParam PageRequest page) {
    return reader.page(request.tenant().value(), page, AuditEventView::of);
  }
}
