package io.patchbay.approval.rest;

import io.patchbay.approval.Approval;
import io.patchbay.approval.jdbc.ApprovalList;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.audit.Actor;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * What the link of an approval opens, for people without an account. Looking changes nothing, so
 * that programs that follow links in mails decide nothing.
 */
@Path("/approval-links/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class ApprovalLinkResource {

  private final RequestContext request;
  private final Approvals approvals;
  private final ApprovalList list;
  private final ApprovalAnswers answers;

  @Inject
  public ApprovalLinkResource(
      RequestContext request, Approvals approvals, ApprovalList list, ApprovalAnswers answers) {
    this.request = request;
    this.list = list;
    this.approvals = approvals;
    this.answers = answers;
  }

  @GET
  @Requires(Permission.PUBLIC)
  public ApprovalOfferView get(@PathParam("token") String token) {
    return view(require(token));
  }

  @POST
  @Requires(Permission.PUBLIC)
  public ApprovalOfferView decide(@PathParam("token") String token, LinkDecisionRequest body) {
    Approval approval = require(token);
    new Checks().length("/name", body.name(), 1, 100).done();
    String by = body.name().strip() + " (by link)";
    answers.take(
        approval, body.decision(), body.comment(), by, "link", new Actor(by, request.address()));
    return view(approval);
  }

  /** Read again as its tenant, who knows the flow's name. */
  private ApprovalOfferView view(Approval approval) {
    return ApprovalOfferView.of(list.find(approval.tenant(), approval.id()).orElse(approval));
  }

  private Approval require(String token) {
    if (token.length() > 200) {
      throw unknown();
    }
    return approvals.find(new OpaqueToken(token)).orElseThrow(ApprovalLinkResource::unknown);
  }

  private static Problem unknown() {
    return Problem.of(
        404,
        "approval-link.not-found",
        "Link not found",
        "This link is not complete, or what it asks about was deleted. Ask for it again.");
  }
}
