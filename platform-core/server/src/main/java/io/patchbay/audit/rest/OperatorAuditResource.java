package io.patchbay.audit.rest;

import io.patchbay.audit.AuditReader;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The audit trail of the installation. */
@Path("/operator/audit")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class OperatorAuditResource {

  private final AuditReader reader;

  @Inject
  public OperatorAuditResource(AuditReader reader) {
    this.reader = reader;
  }

  @GET
  @Requires(Permission.OPERATOR)
  public Page<AuditEventView> list(@BeanParam PageRequest page) {
    return reader.page(AuditTrail.PLATFORM, page, AuditEventView::of);
  }
}
