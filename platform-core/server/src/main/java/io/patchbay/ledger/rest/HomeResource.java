package io.patchbay.ledger.rest;

import io.patchbay.audit.AuditReader;
import io.patchbay.audit.rest.AuditEventView;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Connections;
import io.patchbay.connection.rest.ConnectionSummary;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.run.view.RunFigures;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a tenant sees first: whether everything that came in is accounted for. */
@Path("/tenants/{tenant}/home")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class HomeResource {

  private static final int FIGURES = 5;
  private static final int MAX_HOURS = 720;
  private static final int MAX_CONNECTIONS = 500;
  private static final int CHANGES = 10;

  private final RequestContext request;
  private final RunFigures figures;
  private final Connections connections;
  private final AuditReader audit;
  private final InstantSource clock;

  @Inject
  public HomeResource(
      RequestContext request,
      RunFigures figures,
      Connections connections,
      AuditReader audit,
      InstantSource clock) {
    this.request = request;
    this.figures = figures;
    this.connections = connections;
    this.audit = audit;
    this.clock = clock;
  }

  @GET
  @Requires(Permission.RUN_READ)
  public TenantHomeView home(@QueryParam("hours") @Nullable Integer hours) {
    int period = hours == null ? 24 : hours;
    if (period < 1 || period > MAX_HOURS) {
      throw Problem.unreadable("request.bad-hours", "hours goes from 1 to " + MAX_HOURS + ".");
    }
    TenantId tenant = request.tenant();
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofHours(period));
    return new TenantHomeView(
        LedgerView.of(figures.account(tenant), figures.lastCheck(tenant)),
        figures.hours(tenant, since, now),
        figures.slowest(tenant, since, FIGURES),
        figures.failing(tenant, since, FIGURES),
        troubled(tenant),
        audit
            .page(tenant.value(), new PageRequest(CHANGES, null, null), AuditEventView::of)
            .items());
  }

  /** Connections whose last check failed. */
  private List<ConnectionSummary> troubled(TenantId tenant) {
    return connections.list(tenant, null, null, null, MAX_CONNECTIONS).stream()
        .filter(c -> c.status() == Connection.Status.FAILING)
        .map(
            c ->
                new ConnectionSummary(
                    c.name(),
                    c.connector(),
                    connections.label(c.connector()),
                    c.kind(),
                    c.status().name().toLowerCase(Locale.ROOT),
                    c.statusMessage(),
                    c.checkedAt(),
                    c.createdAt(),
                    c.updatedAt(),
                    connections.uses(tenant, c.name()).size()))
        .toList();
  }
}
