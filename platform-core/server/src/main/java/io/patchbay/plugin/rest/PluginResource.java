package io.patchbay.plugin.rest;

import io.patchbay.audit.AuditEvent.Outcome;
import io.patchbay.audit.AuditTrail;
import io.patchbay.connector.FlowUses.FunctionUse;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.plugin.host.Bundle;
import io.patchbay.plugin.host.BundleLimits;
import io.patchbay.plugin.host.BundleRefused;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.Plugins;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** The plugins of the installation. */
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class PluginResource {

  private final Plugins plugins;
  private final PluginViews views;
  private final AuditTrail audit;
  private final RequestContext request;

  @Inject
  public PluginResource(
      Plugins plugins, PluginViews views, AuditTrail audit, RequestContext request) {
    this.plugins = plugins;
    this.views = views;
    this.audit = audit;
    this.request = request;
  }

  @GET
  @Requires(Permission.OPERATOR)
  public Page<PluginView> list(@BeanParam PageRequest page) {
    String after = page.after(1).map(List::getFirst).orElse("");
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<PluginView> rows =
        views.all().stream()
            .filter(p -> p.id().compareTo(after) > 0)
            .filter(p -> (p.id() + " " + p.label()).toLowerCase(Locale.ROOT).contains(search))
            .limit(page.rows())
            .toList();
    return Page.of(rows, page, row -> row, row -> List.of(row.id()));
  }

  @POST
  @Consumes("application/zip")
  @Requires(Permission.OPERATOR)
  public Response upload(InputStream zip) throws IOException {
    int limit = (int) BundleLimits.DEFAULT.zippedBytes();
    byte[] bytes = zip.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw Problem.tooLarge("plugin bundle", limit);
    }
    try {
      Bundle bundle = plugins.install(bytes, Source.UPLOADED);
      record("plugin.install", bundle.pluginId(), bundle.version(), "sha-256 " + bundle.sha256());
      return Response.status(Response.Status.CREATED).entity(require(bundle.pluginId())).build();
    } catch (BundleRefused e) {
      audit.platform(request.actor(), "plugin.install", "a bundle", Outcome.REFUSED, e.code());
      throw Problem.of(422, e.code(), "Plugin refused", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{pluginId}")
  @Requires(Permission.OPERATOR)
  public PluginView get(@PathParam("pluginId") String pluginId) {
    return require(pluginId);
  }

  @PUT
  @Path("/{pluginId}/active")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.OPERATOR)
  public PluginView activate(@PathParam("pluginId") String pluginId, PluginActivation activation) {
    if (!plugins.activate(pluginId, activation.version())) {
      throw Problem.notFound("plugin-version", pluginId + " " + activation.version());
    }
    record("plugin.activate", pluginId, activation.version(), "");
    return require(pluginId);
  }

  @DELETE
  @Path("/{pluginId}/versions/{version}")
  @Requires(Permission.OPERATOR)
  public Response remove(
      @PathParam("pluginId") String pluginId,
      @PathParam("version") String version,
      @QueryParam("force") boolean force) {
    return switch (plugins.remove(pluginId, version, force)) {
      case Plugins.Removal.Removed() -> {
        record("plugin.remove", pluginId, version, force ? "forced" : "");
        yield Response.noContent().build();
      }
      case Plugins.Removal.NotInstalled() ->
          throw Problem.notFound("plugin-version", pluginId + " " + version);
      case Plugins.Removal.InUse(List<FunctionUse> uses) ->
          throw Problem.conflict(
              "plugin.in-use",
              "Cannot remove plugin '%s' %s: %d published flows use functions that only it has."
                      .formatted(
                          pluginId,
                          version,
                          uses.stream().map(FunctionUse::flowId).distinct().count())
                  + " Install a version that has them too, or remove it all the same with"
                  + " force=true; those flows will then fail.");
    };
  }

  private void record(String action, String pluginId, String version, String detail) {
    audit.platform(request.actor(), action, pluginId + " " + version, Outcome.DONE, detail);
  }

  private PluginView require(String pluginId) {
    return views.find(pluginId).orElseThrow(() -> Problem.notFound("plugin", pluginId));
  }
}
