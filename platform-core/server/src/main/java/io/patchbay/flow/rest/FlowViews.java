package io.patchbay.flow.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.jpa.FlowTexts;
import io.patchbay.flow.review.CheckedFlow;
import io.patchbay.flow.review.FlowChecker;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.Etags;
import io.patchbay.run.view.RunFigures;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes a flow's view from what is spread over its record, its text and its runs. */
@Singleton
public class FlowViews {

  private final FlowChecker checker;
  private final FlowTexts texts;
  private final RunFigures figures;

  @Inject
  public FlowViews(FlowChecker checker, FlowTexts texts, RunFigures figures) {
    this.checker = checker;
    this.texts = texts;
    this.figures = figures;
  }

  public Response response(TenantId tenant, FlowRecord flow) {
    return response(Response.ok(), tenant, flow, checker.check(tenant, flow.draft()));
  }

  public Response created(TenantId tenant, FlowRecord flow) {
    return response(
        Response.status(Response.Status.CREATED),
        tenant,
        flow,
        checker.check(tenant, flow.draft()));
  }

  public Response response(
      Response.ResponseBuilder answer, TenantId tenant, FlowRecord flow, CheckedFlow checked) {
    String published = flow.published().flatMap(ref -> texts.find(tenant, ref)).orElse(null);
    FlowOutline outline = checked.outline().or(() -> outlineOf(published)).orElse(null);
    FlowView view = FlowView.of(flow, checked, outline, published, sample(tenant, flow));
    return answer.entity(view).header("ETag", Etags.of(flow.version())).build();
  }

  /** What is drawn while the draft cannot be read. */
  private static Optional<FlowOutline> outlineOf(@Nullable String published) {
    return published == null ? Optional.empty() : FlowParser.parse(published).outline();
  }

  private @Nullable JsonNode sample(TenantId tenant, FlowRecord flow) {
    String sample = flow.sampleInput();
    if (sample == null) {
      sample = figures.lastInput(tenant, flow.id()).orElse(null);
    }
    try {
      return sample == null ? null : Json.MAPPER.readTree(sample);
    } catch (JacksonException e) {
      return null;
    }
  }
}
