package io.patchbay.operator.rest;

import io.patchbay.audit.AuditEvent;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.Permission;
import io.patchbay.node.Nodes;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Takes a node out of work and back: it hands its runs to the others within seconds. */
@Path("/operator/nodes/{node}/drain")
@Singleton
public class NodeDrainResource {

  private final RequestContext request;
  private final Nodes nodes;
  private final AuditTrail audit;

  @Inject
  public NodeDrainResource(RequestContext request, Nodes nodes, AuditTrail audit) {
    this.request = request;
    this.nodes = nodes;
    this.audit = audit;
  }

  @PUT
  @Requires(Permission.OPERATOR)
  public Response drain(@PathParam("node") String node) {
    return set(node, true);
  }

  @DELETE
  @Requires(Permission.OPERATOR)
  public Response resume(@PathParam("node") String node) {
    return set(node, false);
  }

  private Response set(String node, boolean wanted) {
    if (!nodes.requestDrain(node, wanted)) {
      throw Problem.notFound("node", node);
    }
    audit.platform(
        request.actor(), wanted ? "node.drain" : "node.resume", node, AuditEvent.Outcome.DONE, "");
    return Response.noContent().build();
  }
}
