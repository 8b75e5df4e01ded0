package io.patchbay.trigger.rest;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.jpa.JpaFlows;
import io.patchbay.flow.rest.FlowAudit;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.secret.SecretVault;
import io.patchbay.webhook.servlet.WebhookRoutes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** How a flow is started, and its webhook's secret. */
@Path("/tenants/{tenant}/flows/{flowId}/trigger")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TriggerResource {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RequestContext request;
  private final JpaFlows flows;
  private final TriggerViews views;
  private final SecretVault vault;
  private final FlowAudit audit;

  @Inject
  public TriggerResource(
      RequestContext request,
      JpaFlows flows,
      TriggerViews views,
      SecretVault vault,
      FlowAudit audit) {
    this.request = request;
    this.flows = flows;
    this.views = views;
    this.vault = vault;
    this.audit = audit;
  }

  @GET
  @Requires(Permission.FLOW_READ)
  public TriggerView get(@PathParam("flowId") String id) {
    return views.of(request.tenant(), request.membership().slug(), require(id));
  }

  @PUT
  @Path("/secret")
  @Requires(Permission.FLOW_PUBLISH)
  public NewTriggerSecret setSecret(@PathParam("flowId") String id, TriggerSecretRequest body) {
    FlowRecord flow = require(id);
    String given = body.value();
    if (given != null && (given.length() < 16 || given.length() > 200)) {
      throw Problem.invalid("/value", "wrong-length", "A secret has 16 to 200 characters.");
    }
    if (given != null && !given.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw Problem.invalid(
          "/value", "wrong-value", "A secret has visible ASCII characters only: it is a header.");
    }
    String secret = given == null ? random() : given;
    flows.setSecret(
        request.tenant(),
        flow.id(),
        vault.seal(
            request.tenant(),
            WebhookRoutes.place(flow.id()),
            secret.getBytes(StandardCharsets.UTF_8)),
        audit.note("flow.set-secret"));
    return new NewTriggerSecret(secret, views.secretHeader(request.tenant(), flow));
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return "whs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @DELETE
  @Path("/secret")
  @Requires(Permission.FLOW_PUBLISH)
  public Response removeSecret(@PathParam("flowId") String id) {
    FlowRecord flow = require(id);
    flows.setSecret(request.tenant(), flow.id(), null, audit.note("flow.remove-secret"));
    return Response.noContent().build();
  }

  private FlowRecord require(String id) {
    return flows.require(request.tenant(), flowId(id));
  }

  static FlowId flowId(String text) {
    if (text.isBlank() || text.length() > 64 || text.indexOf('\0') >= 0) {
      throw Problem.notFound("flow", text);
    }
    return new FlowId(text);
  }
}
