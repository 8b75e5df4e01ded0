package io.patchbay.template.rest;

import io.patchbay.flow.rest.FlowViews;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.template.FlowTemplate;
import io.patchbay.template.FlowTemplates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Ready-made flows to start from. */
@Path("/tenants/{tenant}/templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TemplateResource {

  private final RequestContext request;
  private final FlowTemplates templates;
  private final TemplateUse use;
  private final FlowViews views;

  @Inject
  public TemplateResource(
      RequestContext request, FlowTemplates templates, TemplateUse use, FlowViews views) {
    this.request = request;
    this.templates = templates;
    this.use = use;
    this.views = views;
  }

  @GET
  @Requires(Permission.FLOW_READ)
  public Page<TemplateView> list(@BeanParam PageRequest page) {
    String after = page.after(1).map(List::getFirst).orElse("");
    List<FlowTemplate> all = templates.list();
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(after)) {
        from = i + 1;
      }
    }
    List<FlowTemplate> rest = all.subList(from, all.size());
    return Page.of(
        rest.subList(0, Math.min(rest.size(), page.rows())),
        page,
        TemplateView::of,
        template -> List.of(template.id()));
  }

  @POST
  @Path("/{templateId}/use")
  @Requires(Permission.FLOW_WRITE)
  public Response use(@PathParam("templateId") String id) throws InterruptedException {
    FlowTemplate template = templates.find(id).orElseThrow(() -> Problem.notFound("template", id));
    return views.created(request.tenant(), use.start(template));
  }
}
