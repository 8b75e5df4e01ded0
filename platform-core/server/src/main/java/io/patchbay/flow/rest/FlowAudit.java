package io.patchbay.flow.rest;

import io.patchbay.audit.AuditTrail;
import io.patchbay.flow.jpa.FlowNote;
import io.patchbay.platform.rest.RequestContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Notes who changed what about a flow, in the transaction that changes it. */
@Singleton
public class FlowAudit {

  private final AuditTrail trail;
  private final RequestContext request;

  @Inject
  public FlowAudit(AuditTrail trail, RequestContext request) {
    this.trail = trail;
    this.request = request;
  }

  /** The entry of the request's caller. */
  public FlowNote note(String action) {
    return (em, flow) ->
        trail.done(
            em,
            request,
            action,
            flow.name(),
            flow.publishedVersion() == null ? "" : "version " + flow.publishedVersion());
  }
}
