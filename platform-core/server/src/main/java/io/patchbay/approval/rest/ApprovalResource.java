package io.patchbay.approval.rest;

import io.patchbay.approval.Approval;
import io.patchbay.approval.jdbc.ApprovalList;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.Permission;
import io.patchbay.identity.Role;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvals: what waits for a decision, what was decided, and deciding. */
@Path("/tenants/{tenant}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class ApprovalResource {

  private final RequestContext request;
  private final ApprovalList list;
  private final Approvals approvals;
  private final ApprovalAnswers answers;
  private final TenantTransactions transactions;
  private final AuditTrail audit;
  private final PlatformConfig config;

  @Inject
  public ApprovalResource(
      RequestContext request,
      ApprovalList list,
      Approvals approvals,
      ApprovalAnswers answers,
      TenantTransactions transactions,
      AuditTrail audit,
      PlatformConfig config) {
    this.request = request;
    this.list = list;
    this.approvals = approvals;
    this.answers = answers;
    this.transactions = transactions;
    this.audit = audit;
    this.config = config;
  }

  @GET
  @Requires(Permission.APPROVAL_READ)
  public Page<ApprovalView> list(
      @BeanParam PageRequest page,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("mine") @Nullable Boolean mine) {
    @Nullable List<String> askedOf = Boolean.TRUE.equals(mine) ? wordsOfCaller() : null;
    return Page.of(
        list.list(request.tenant(), open, askedOf, page),
        page,
        this::view,
        approval -> List.of(approval.id().toString()));
  }

  @GET
  @Path("/waiting")
  @Requires(Permission.APPROVAL_READ)
  public WaitingView waiting() {
    return new WaitingView(list.waiting(request.tenant(), wordsOfCaller()));
  }

  @GET
  @Path("/{approvalId}")
  @Requires(Permission.APPROVAL_READ)
  public ApprovalView get(@PathParam("approvalId") String id) {
    return view(require(id));
  }

  @POST
  @Path("/{approvalId}/decision")
  @Requires(Permission.APPROVAL_DECIDE)
  public ApprovalView decide(@PathParam("approvalId") String id, DecisionRequest body) {
    Approval approval = requireMine(id);
    String login = request.account().login();
    answers.take(approval, body.decision(), body.comment(), login, "console", request.actor());
    return view(require(id));
  }

  @POST
  @Path("/{approvalId}/link")
  @Requires(Permission.APPROVAL_DECIDE)
  public ApprovalLinkView link(@PathParam("approvalId") String id) {
    Approval approval = requireMine(id);
    String link =
        approvals
            .link(approval.tenant(), approval.id())
            .orElseThrow(() -> Problem.notFound("approval", id))
            .value();
    transactions.transact(
        request.tenant(),
        em -> audit.done(em, request, "approval.link", approval.title(), "run " + approval.run()));
    return new ApprovalLinkView(
        config.publicUrl().toString().replaceAll("/+$", "") + "/approve/" + link);
  }

  private ApprovalView view(Approval approval) {
    return ApprovalView.of(approval, isMine(approval));
  }

  private boolean isMine(Approval approval) {
    return approval.isFor(request.account().login(), request.membership().role());
  }

  /** The words by which an approval may ask the caller. */
  private List<String> wordsOfCaller() {
    List<String> words = new ArrayList<>();
    words.add(request.account().login());
    Arrays.stream(Role.values())
        .filter(role -> request.membership().role().includes(role))
        .forEach(role -> words.add("role:" + role.word()));
    return words;
  }

  private Approval require(String id) {
    try {
      return list.find(request.tenant(), UUID.fromString(id))
          .orElseThrow(() -> Problem.notFound("approval", id));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("approval", id);
    }
  }

  private Approval requireMine(String id) {
    Approval approval = require(id);
    if (!isMine(approval)) {
      throw Problem.forbidden(
          "approval.not-asked",
          "Cannot decide '"
              + approval.title()
              + "': it asks "
              + String.join(", ", approval.assignees())
              + ".");
    }
    return approval;
  }
}
