package io.patchbay.run.rest;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.view.RunFilter;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunRecord;
import io.patchbay.run.view.RunSummary;
import io.patchbay.run.view.StepId;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs: list, look inside, cancel, repeat, settle. */
@Path("/tenants/{tenant}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class RunResource {

  private final RequestContext request;
  private final RunQueries queries;
  private final RunDetails details;
  private final PostgresRunStore store;
  private final RunStarts starts;

  @Inject
  public RunResource(
      RequestContext request,
      RunQueries queries,
      RunDetails details,
      PostgresRunStore store,
      RunStarts starts) {
    this.request = request;
    this.queries = queries;
    this.details = details;
    this.store = store;
    this.starts = starts;
  }

  @GET
  @Requires(Permission.RUN_READ)
  public Page<RunSummary> list(
      @BeanParam PageRequest page,
      @QueryParam("state") List<String> states,
      @QueryParam("flow") @Nullable String flow,
      @QueryParam("trigger") @Nullable String trigger,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("test") @Nullable Boolean test) {
    RunFilter filter =
        new RunFilter(
            states(states),
            flow,
            trigger == null ? null : constant(TriggerKind.class, "trigger", trigger),
            instant("from", from),
            instant("to", to),
            test,
            page.search().orElse(null));
    return Page.of(
        queries.list(request.tenant(), filter, page), page, run -> run, run -> List.of(run.id()));
  }

  private static Set<RunState> states(List<String> words) {
    Set<RunState> states = EnumSet.noneOf(RunState.class);
    for (String word : words) {
      for (String part : word.split(",")) {
        states.add(constant(RunState.class, "state", part));
      }
    }
    return states;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String parameter, String word) {
    try {
      return Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable(
          "request.bad-" + parameter, parameter + " '" + shortened(word) + "' does not exist.");
    }
  }

  private static String shortened(String word) {
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }

  private static @Nullable Instant instant(String parameter, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw Problem.unreadable(
          "request.bad-time", parameter + " must be a time such as 2026-01-31T12:00:00Z.");
    }
  }

  @GET
  @Path("/{runId}")
  @Requires(Permission.RUN_READ)
  public RunView get(@PathParam("runId") String id) {
    return details.view(request.tenant(), require(id));
  }

  @GET
  @Path("/{runId}/input")
  @Requires(Permission.RUN_READ)
  public Response input(@PathParam("runId") String id) {
    return value(require(id).inputText(), "input", id);
  }

  @GET
  @Path("/{runId}/output")
  @Requires(Permission.RUN_READ)
  public Response output(@PathParam("runId") String id) {
    return value(require(id).outputText(), "output", id);
  }

  /** The stored text as it is: it is JSON already. */
  private static Response value(@Nullable String json, String what, String id) {
    if (json == null) {
      throw Problem.notFound(what, id);
    }
    return Response.ok(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("/{runId}/steps/{stepId}")
  @Requires(Permission.RUN_READ)
  public StepDetailView step(@PathParam("runId") String id, @PathParam("stepId") String stepId) {
    RunRecord run = require(id);
    StepId step = StepId.parse(stepId).orElseThrow(() -> Problem.notFound("step", stepId));
    return details
        .step(request.tenant(), run, step)
        .orElseThrow(() -> Problem.notFound("step", stepId));
  }

  @POST
  @Path("/{runId}/cancel")
  @Requires(Permission.RUN_START)
  public Response cancel(@PathParam("runId") String id) {
    RunRecord run = require(id);
    if (!store.requestCancel(request.tenant(), run.id())) {
      throw Problem.conflict(
          "run.ended", "Cannot cancel run " + run.id() + ": it has ended already.");
    }
    return accepted(run.id());
  }

  @POST
  @Path("/{runId}/rerun")
  @Requires(Permission.RUN_START)
  public Response rerun(@PathParam("runId") String id, RerunRequest body) {
    String version = body.version();
    if (version != null && !version.equals("same") && !version.equals("published")) {
      throw Problem.invalid("/version", "wrong-value", "version is 'same' or 'published'.");
    }
    return accepted(
        starts.rerun(
            request.tenant(), require(id), "published".equals(version), request.account().login()));
  }

  @POST
  @Path("/{runId}/steps/{stepId}/settle")
  @Requires(Permission.RUN_START)
  public Response settle(
      @PathParam("runId") String id, @PathParam("stepId") String stepId, SettleRequest body) {
    RunRecord run = require(id);
    JournalEntry uncertain =
        StepId.parse(stepId)
            .flatMap(step -> details.uncertain(request.tenant(), run, step))
            .orElseThrow(
                () ->
                    run.state() == RunState.UNCERTAIN
                        ? Problem.notFound("uncertain-step", stepId)
                        : notUncertain(run));
    Settlement settlement =
        new Settlement(uncertain.stepId(), outcome(body, uncertain), request.account().login());
    if (!store.settle(request.tenant(), run.id(), settlement)) {
      throw notUncertain(run);
    }
    return accepted(run.id());
  }

  private static Problem notUncertain(RunRecord run) {
    return Problem.conflict(
        "run.not-uncertain", "Cannot settle a step of run " + run.id() + ": none is uncertain.");
  }

  private static CallOutcome outcome(SettleRequest body, JournalEntry uncertain) {
    return switch (body.outcome()) {
      case "happened" -> {
        JsonNode output = body.output();
        yield new CallOutcome.Succeeded(
            output == null ? JsonNodeFactory.instance.nullNode() : output);
      }
      case "did-not-happen" ->
          new CallOutcome.Failed(
              FlowError.of(
                      ErrorType.COMMUNICATION,
                      "The call did not take effect",
                      "A person looked it up and settled it so.")
                  .at(uncertain.reference()),
              RetryFacts.RETRYABLE);
      default ->
          throw Problem.invalid(
              "/outcome", "wrong-value", "outcome is 'happened' or 'did-not-happen'.");
    };
  }

  private Response accepted(RunId run) {
    RunSummary summary =
        queries
            .findSummary(request.tenant(), run)
            .orElseThrow(() -> Problem.notFound("run", run.toString()));
    return RunAnswers.accepted(request.membership().slug(), summary);
  }

  private RunRecord require(String id) {
    try {
      return queries
          .find(request.tenant(), RunId.parse(id))
          .orElseThrow(() -> Problem.notFound("run", id));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("run", id);
    }
  }
}
