package io.patchbay.connector.rest;

import io.patchbay.connector.Connectors;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** The catalogue. The same for all tenants. */
@Path("/tenants/{tenant}/connectors")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class ConnectorResource {

  private final Connectors connectors;

  @Inject
  public ConnectorResource(Connectors connectors) {
    this.connectors = connectors;
  }

  @GET
  @Requires(Permission.CONNECTION_READ)
  public Page<ConnectorSummary> list(@BeanParam PageRequest page) {
    String after = page.after(1).map(List::getFirst).orElse("");
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<OfferedConnector> rows =
        connectors.all().stream()
            .filter(o -> key(o).compareTo(after) > 0)
            .filter(o -> text(o).contains(search))
            .limit(page.rows())
            .toList();
    return Page.of(rows, page, ConnectorSummary::of, row -> List.of(key(row)));
  }

  @GET
  @Path("/{connectorId}")
  @Requires(Permission.CONNECTION_READ)
  public ConnectorView get(@PathParam("connectorId") String connectorId) {
    return connectors
        .find(connectorId)
        .map(ConnectorView::of)
        .orElseThrow(() -> Problem.notFound("connector", connectorId));
  }

  /** In the order of the list; the id makes it unique. */
  private static String key(OfferedConnector offered) {
    return offered.connector().label().toLowerCase(Locale.ROOT) + "\n" + offered.connector().id();
  }

  private static String text(OfferedConnector offered) {
    return (offered.connector().label()
            + " "
            + offered.connector().id()
            + " "
            + offered.connector().help())
        .toLowerCase(Locale.ROOT);
  }
}
