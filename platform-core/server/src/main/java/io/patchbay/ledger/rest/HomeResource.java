package io.patchbay.ledger.rest;

import io.patchbay.identity.Permission;
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
import org.jspecify.annotations.Nullable;

/** What a tenant sees first: whether everything that came in is accounted for. */
@Path("/tenants/{tenant}/home")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class HomeResource {

  private static final int FIGURES = 5;
  private static final int MAX_HOURS = 720;

  private final RequestContext request;
  private final RunFigures figures;
  private final InstantSource clock;

  @Inject
  public HomeResource(RequestContext request, RunFigures figures, InstantSource clock) {
    this.request = request;
    this.figures = figures;
    this.clock = clock;
  }

  @GET
  @Requires(Permission.RUN_READ)
  public HomeView home(@QueryParam("hours") @Nullable Integer hours) {
    int period = hours == null ? 24 : hours;
    if (period < 1 || period > MAX_HOURS) {
      throw Problem.unreadable("request.bad-hours", "hours goes from 1 to " + MAX_HOURS + ".");
    }
    TenantId tenant = request.tenant();
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofHours(period));
    return new HomeView(
        LedgerView.of(figures.counts(tenant)),
        figures.hours(tenant, since, now),
        figures.slowest(tenant, since, FIGURES),
        figures.failing(tenant, since, FIGURES),
        List.of(),
        List.of());
  }
}
