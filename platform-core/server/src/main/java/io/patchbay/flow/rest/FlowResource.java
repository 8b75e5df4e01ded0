package io.patchbay.flow.rest;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.jpa.FlowHead;
import io.patchbay.flow.jpa.FlowList;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.jpa.FlowSummary;
import io.patchbay.flow.jpa.FlowText;
import io.patchbay.flow.jpa.JpaFlows;
import io.patchbay.flow.review.CheckedFlow;
import io.patchbay.flow.review.FlowChecker;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flows: drafts, versions, on and off. */
@Path("/tenants/{tenant}/flows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class FlowResource {

  private static final int MAX_TEXT = 1024 * 1024;
  private static final int MAX_NOTE = 2_000;

  private final RequestContext request;
  private final JpaFlows flows;
  private final FlowChecker checker;
  private final FlowList list;
  private final FlowViews views;
  private final FlowAudit audit;

  @Inject
  public FlowResource(
      RequestContext request,
      JpaFlows flows,
      FlowChecker checker,
      FlowList list,
      FlowViews views,
      FlowAudit audit) {
    this.request = request;
    this.flows = flows;
    this.checker = checker;
    this.list = list;
    this.views = views;
    this.audit = audit;
  }

  @GET
  @Requires(Permission.FLOW_READ)
  public Page<FlowSummary> list(
      @BeanParam PageRequest page, @QueryParam("state") @Nullable String state) {
    if (state != null && !List.of("draft", "on", "off").contains(state)) {
      throw Problem.unreadable("request.bad-state", "state must be draft, on or off.");
    }
    return Page.of(
        list.list(request.tenant(), page, state),
        page,
        flow -> flow,
        flow -> List.of(flow.name(), flow.id()));
  }

  @POST
  @Requires(Permission.FLOW_WRITE)
  public Response create(FlowTextRequest body) {
    FlowText text = text(body);
    CheckedFlow checked = checker.check(request.tenant(), text.text());
    FlowHead head =
        checked
            .head()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "/text",
                        "flow.without-name",
                        "Cannot make a flow without a name: write document.name at the top."));
    FlowRecord flow =
        flows.create(
            request.tenant(),
            text,
            head,
            null,
            request.account().login(),
            audit.note("flow.create"));
    return views.response(
        Response.status(Response.Status.CREATED), request.tenant(), flow, checked);
  }

  @POST
  @Path("/validate")
  @Requires(Permission.FLOW_READ)
  public FlowValidationView validate(FlowTextRequest body) {
    return FlowValidationView.of(checker.check(request.tenant(), text(body).text()));
  }

  @GET
  @Path("/{flowId}")
  @Requires(Permission.FLOW_READ)
  public Response get(@PathParam("flowId") String id) {
    return views.response(request.tenant(), flows.require(request.tenant(), flowId(id)));
  }

  @PUT
  @Path("/{flowId}")
  @Requires(Permission.FLOW_WRITE)
  public Response save(
      @PathParam("flowId") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      FlowTextRequest body) {
    FlowText text = text(body);
    CheckedFlow checked = checker.check(request.tenant(), text.text());
    FlowRecord flow =
        flows.saveDraft(
            request.tenant(),
            flowId(id),
            ifMatch,
            text,
            checked.flow().isPresent() ? checked.head().orElse(null) : null,
            request.account().login());
    return views.response(Response.ok(), request.tenant(), flow, checked);
  }

  @DELETE
  @Path("/{flowId}")
  @Requires(Permission.FLOW_WRITE)
  public Response delete(@PathParam("flowId") String id) {
    FlowRecord flow = flows.require(request.tenant(), flowId(id));
    flows.delete(request.tenant(), flow.id(), audit.note("flow.delete"));
    return Response.noContent().build();
  }

  @POST
  @Path("/{flowId}/restore")
  @Requires(Permission.FLOW_WRITE)
  public Response restore(@PathParam("flowId") String id) {
    FlowRecord flow = flows.restore(request.tenant(), flowId(id), audit.note("flow.restore"));
    return views.response(request.tenant(), flow);
  }

  @POST
  @Path("/{flowId}/publish")
  @Requires(Permission.FLOW_PUBLISH)
  public Response publish(
      @PathParam("flowId") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      PublishRequest body) {
    String note = body.note();
    if (note != null && note.length() > MAX_NOTE) {
      throw Problem.invalid("/note", "too-long", "A note has at most 2,000 characters.");
    }
    FlowRecord draft = flows.require(request.tenant(), flowId(id));
    Etags.require(ifMatch, draft.version());
    CheckedFlow checked = checker.check(request.tenant(), draft.draft());
    if (!checked.isValid()) {
      throw unpublishable(draft, checked);
    }
    FlowHead head = checked.head().orElseThrow(() -> unpublishable(draft, checked));
    FlowRecord flow =
        flows.publish(
            request.tenant(),
            draft.id(),
            ifMatch,
            head,
            note,
            request.account().login(),
            audit.note("flow.publish"));
    return views.response(Response.ok(), request.tenant(), flow, checked);
  }

  private static Problem unpublishable(FlowRecord flow, CheckedFlow checked) {
    List<FieldProblem> errors =
        checked.problems().stream()
            .filter(io.patchbay.flow.Problem::isError)
            .map(
                p ->
                    new FieldProblem(
                        p.pointer(),
                        p.code(),
                        "Line " + p.line() + ", column " + p.column() + ": " + p.message()))
            .toList();
    return Problem.invalid(
        errors.isEmpty()
            ? List.of(
                new FieldProblem(
                    "", "flow.unreadable", "The draft of " + flow.name() + " cannot be read."))
            : errors);
  }

  @PUT
  @Path("/{flowId}/enabled")
  @Requires(Permission.FLOW_PUBLISH)
  public Response turnOn(@PathParam("flowId") String id) {
    FlowRecord flow = flows.turn(request.tenant(), flowId(id), true, audit.note("flow.turn-on"));
    return views.response(request.tenant(), flow);
  }

  @DELETE
  @Path("/{flowId}/enabled")
  @Requires(Permission.FLOW_PUBLISH)
  public Response turnOff(@PathParam("flowId") String id) {
    FlowRecord flow = flows.turn(request.tenant(), flowId(id), false, audit.note("flow.turn-off"));
    return views.response(request.tenant(), flow);
  }

  @GET
  @Path("/{flowId}/versions")
  @Requires(Permission.FLOW_READ)
  public Page<FlowVersionSummaryView> versions(
      @PathParam("flowId") String id, @BeanParam PageRequest page) {
    return Page.of(
        flows.versions(request.tenant(), flowId(id), page),
        page,
        FlowVersionSummaryView::of,
        v -> List.of(Integer.toString(v.number())));
  }

  @GET
  @Path("/{flowId}/versions/{number}")
  @Requires(Permission.FLOW_READ)
  public FlowVersionView version(@PathParam("flowId") String id, @PathParam("number") int number) {
    return FlowVersionView.of(flows.version(request.tenant(), flowId(id), number));
  }

  @POST
  @Path("/{flowId}/versions/{number}/publish")
  @Requires(Permission.FLOW_PUBLISH)
  public Response rollBack(@PathParam("flowId") String id, @PathParam("number") int number) {
    FlowRecord flow =
        flows.rollBack(request.tenant(), flowId(id), number, audit.note("flow.roll-back"));
    return views.response(request.tenant(), flow);
  }

  private static FlowText text(FlowTextRequest body) {
    if (body.text().length() > MAX_TEXT) {
      throw Problem.tooLarge("text of the flow", MAX_TEXT);
    }
    if (body.text().indexOf('\0') >= 0) {
      throw Problem.invalid("/text", "zero-character", "The text contains a zero character.");
    }
    return FlowText.of(body.text());
  }

  /** An id that cannot be one is as unknown as any other. */
  static FlowId flowId(String text) {
    if (text.isBlank() || text.length() > 64 || text.indexOf('\0') >= 0) {
      throw Problem.notFound("flow", text);
    }
    return new FlowId(text);
  }
}
