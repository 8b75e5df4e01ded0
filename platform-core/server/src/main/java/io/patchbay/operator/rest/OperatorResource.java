package io.patchbay.operator.rest;

import io.patchbay.identity.Permission;
import io.patchbay.node.Nodes;
import io.patchbay.operator.jdbc.InstallationFigures;
import io.patchbay.platform.config.Version;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** What an operator sees first. */
@Path("/operator/overview")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class OperatorResource {

  private final Nodes nodes;
  private final InstallationFigures figures;

  @Inject
  public OperatorResource(Nodes nodes, InstallationFigures figures) {
    this.nodes = nodes;
    this.figures = figures;
  }

  @GET
  @Requires(Permission.OPERATOR)
  public OperatorOverview get() {
    return new OperatorOverview(
        nodeViews(),
        figures.database(),
        figures.plugins(),
        figures.runsByState(),
        figures.usage(),
        figures.queue(),
        Version.CURRENT,
        nodes.startedAt());
  }

  private List<OperatorOverview.NodeView> nodeViews() {
    Map<String, InstallationFigures.Held> held = figures.heldByNode();
    return nodes.all().stream()
        .map(
            node -> {
              InstallationFigures.Held runs = held.get(node.name());
              return new OperatorOverview.NodeView(
                  node.name(),
                  node.state(),
                  node.startedAt(),
                  node.lastSeenAt(),
                  runs == null ? 0 : runs.runs(),
                  node.heapUsedBytes(),
                  node.heapMaxBytes(),
                  node.cpuLoad(),
                  node.version(),
                  node.runsInMemory(),
                  node.writesWaiting(),
                  runs == null ? null : runs.leasedUntil());
            })
        .toList();
  }
}
