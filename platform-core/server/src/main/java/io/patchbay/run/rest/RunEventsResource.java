package io.patchbay.run.rest;

import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.run.RunId;
import io.patchbay.run.start.RunEvents;
import io.patchbay.run.view.RunQueries;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Changes of runs as they happen, one stream a page. */
@Path("/tenants/{tenant}/runs/events")
@Singleton
public class RunEventsResource {

  private static final int MAX_STREAMS = 500;

  private final RequestContext request;
  private final RunEvents events;
  private final RunQueries queries;
  private final RunDetails details;
  private final Semaphore room = new Semaphore(MAX_STREAMS);

  @Inject
  public RunEventsResource(
      RequestContext request, RunEvents events, RunQueries queries, RunDetails details) {
    this.request = request;
    this.events = events;
    this.queries = queries;
    this.details = details;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Requires(Permission.RUN_READ)
  public void stream(
      @QueryParam("run") @Nullable String run, @Context SseEventSink sink, @Context Sse sse) {
    TenantId tenant = request.tenant();
    RunId only = run == null || run.isBlank() ? null : require(tenant, run);
    if (!room.tryAcquire()) {
      throw Problem.unavailable("run.too-many-streams", "Too many pages listen. Try again.", 30);
    }
    RunEventStream stream = new RunEventStream(tenant, only, sink, sse, queries, details);
    Thread.ofVirtual()
        .name("run-events")
        .start(
            () -> {
              try {
                stream.run(events);
              } finally {
                room.release();
              }
            });
  }

  private RunId require(TenantId tenant, String text) {
    try {
      RunId run = RunId.parse(text);
      if (queries.findSummary(tenant, run).isPresent()) {
        return run;
      }
    } catch (IllegalArgumentException e) {
      // Not an id: told below, as every id that names nothing here.
    }
    throw Problem.notFound("run", text);
  }
}
