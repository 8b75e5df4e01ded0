package io.patchbay.deadletter.rest;

import io.patchbay.deadletter.jdbc.LetterJob;
import io.patchbay.deadletter.jdbc.LetterJobs;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Checks;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.run.view.RunFilter;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunSummary;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs that failed or were given up, until a person replays or discards them. */
@Path("/tenants/{tenant}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class DeadLetterResource {

  private static final int MAX_NAMED = 1_000;
  private static final int JOBS = 20;

  private final RequestContext request;
  private final RunQueries queries;
  private final LetterJobs jobs;

  @Inject
  public DeadLetterResource(RequestContext request, RunQueries queries, LetterJobs jobs) {
    this.request = request;
    this.queries = queries;
    this.jobs = jobs;
  }

  @GET
  @Requires(Permission.RUN_READ)
  public Page<RunSummary> list(
      @BeanParam PageRequest page, @QueryParam("flow") @Nullable String flow) {
    RunFilter filter =
        new RunFilter(Set.of(), flow, null, null, null, null, page.search().orElse(null));
    return Page.of(
        queries.deadLetters(request.tenant(), filter, page),
        page,
        run -> run,
        run -> List.of(run.id()));
  }

  @GET
  @Path("/jobs")
  @Requires(Permission.RUN_READ)
  public Page<LetterJobView> newestJobs() {
    return new Page<>(
        jobs.newest(request.tenant(), JOBS).stream().map(LetterJobView::of).toList(), null);
  }

  @POST
  @Path("/jobs")
  @Requires(Permission.RUN_START)
  public Response start(LetterJobRequest body) {
    LetterJob.Action action =
        switch (body.action()) {
          case "replay" -> LetterJob.Action.REPLAY;
          case "discard" -> LetterJob.Action.DISCARD;
          case "restore" -> LetterJob.Action.RESTORE;
          default ->
              throw Problem.invalid(
                  "/action", "wrong-value", "action is 'replay', 'discard' or 'restore'.");
        };
    String version = body.version();
    if (version != null && !version.equals("same") && !version.equals("published")) {
      throw Problem.invalid("/version", "wrong-value", "version is 'same' or 'published'.");
    }
    String of = body.job();
    if ((action == LetterJob.Action.RESTORE) != (of != null)) {
      throw Problem.invalid(
          "/job", "wrong-value", "A restore names the job that discarded; nothing else does.");
    }
    LetterJob.Selection which =
        new LetterJob.Selection(
            runs(body.runs()),
            body.flow(),
            body.from(),
            body.to(),
            search(body.q()),
            of == null ? null : require(of).id());
    LetterJob job =
        jobs.start(request.tenant(), action, "published".equals(version), which, request.actor());
    return Response.accepted(LetterJobView.of(job)).build();
  }

  private static @Nullable String search(@Nullable String q) {
    new Checks().length("/q", q, 0, 200).done();
    return q == null || q.isBlank() ? null : q.strip();
  }

  private static @Nullable List<UUID> runs(@Nullable List<String> ids) {
    if (ids == null) {
      return null;
    }
    if (ids.isEmpty() || ids.size() > MAX_NAMED) {
      throw Problem.invalid(
          "/runs", "range", "Name 1 to " + MAX_NAMED + " runs, or leave runs out.");
    }
    try {
      return ids.stream().map(UUID::fromString).toList();
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/runs", "wrong-value", "runs are ids of runs.");
    }
  }

  @GET
  @Path("/jobs/{jobId}")
  @Requires(Permission.RUN_READ)
  public LetterJobView job(@PathParam("jobId") String id) {
    return LetterJobView.of(require(id));
  }

  @POST
  @Path("/jobs/{jobId}/cancel")
  @Requires(Permission.RUN_START)
  public LetterJobView cancel(@PathParam("jobId") String id) {
    LetterJob job = require(id);
    if (!jobs.cancel(request.tenant(), job.id(), request.actor())) {
      throw Problem.conflict(
          "dead-letter.job-ended", "Cannot cancel job " + id + ": it has ended already.");
    }
    return LetterJobView.of(require(id));
  }

  private LetterJob require(String id) {
    try {
      return jobs.find(request.tenant(), UUID.fromString(id))
          .orElseThrow(() -> Problem.notFound("job", id));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("job", id);
    }
  }
}
