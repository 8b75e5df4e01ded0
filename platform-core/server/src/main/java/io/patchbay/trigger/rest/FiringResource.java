package io.patchbay.trigger.rest;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.jpa.JpaFlows;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.trigger.jdbc.FiringList;
import io.patchbay.trigger.jdbc.FiringView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a flow ran or did not. */
@Path("/tenants/{tenant}/flows/{flowId}/firings")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class FiringResource {

  private final RequestContext request;
  private final JpaFlows flows;
  private final FiringList list;

  @Inject
  public FiringResource(RequestContext request, JpaFlows flows, FiringList list) {
    this.request = request;
    this.flows = flows;
    this.list = list;
  }

  @GET
  @Requires(Permission.RUN_READ)
  public Page<FiringView> list(
      @PathParam("flowId") String flowId,
      @BeanParam PageRequest page,
      @QueryParam("decision") @Nullable String decision) {
    if (decision != null && !List.of("accepted", "duplicate", "refused").contains(decision)) {
      throw Problem.unreadable(
          "request.bad-decision", "decision must be accepted, duplicate or refused.");
    }
    FlowId flow = flows.require(request.tenant(), TriggerResource.flowId(flowId)).id();
    return Page.of(
        list.list(request.tenant(), flow, page, decision),
        page,
        firing -> firing,
        firing -> List.of(firing.id()));
  }
}
