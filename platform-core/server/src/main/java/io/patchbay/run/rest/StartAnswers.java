package io.patchbay.run.rest;

import io.patchbay.flow.FlowId;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.start.RunEngine;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunSummary;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** The answer to a start: at once, or after the run's end if the caller waits for it. */
@Singleton
public class StartAnswers {

  private static final int LONGEST_WAIT = 60;

  private final RequestContext request;
  private final RunEngine engine;
  private final RunQueries queries;

  @Inject
  public StartAnswers(RequestContext request, RunEngine engine, RunQueries queries) {
    this.request = request;
    this.engine = engine;
    this.queries = queries;
  }

  static int waitSeconds(RunRequest body) {
    Integer wait = body.waitSeconds();
    if (wait == null) {
      return 0;
    }
    if (wait < 0 || wait > LONGEST_WAIT) {
      throw Problem.invalid(
          "/waitSeconds", "wrong-value", "waitSeconds goes from 0 to " + LONGEST_WAIT + ".");
    }
    return wait;
  }

  Response of(RunId run, int waitSeconds) {
    Optional<RunResult> result = Optional.empty();
    if (waitSeconds > 0) {
      try {
        result =
            engine
                .awaitEnd(request.tenant(), run, Duration.ofSeconds(waitSeconds))
                .flatMap(status -> Optional.ofNullable(status.result()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    RunSummary summary =
        queries
            .findSummary(request.tenant(), run)
            .orElseThrow(() -> Problem.notFound("run", run.toString()));
    return RunAnswers.accepted(
        request.membership().slug(),
        summary.withOutput(result.map(RunResult::output).orElse(null)));
  }

  /** An id that cannot be one is as unknown as any other. */
  static FlowId flowId(String text) {
    if (text.isBlank() || text.length() > 64 || text.indexOf('\0') >= 0) {
      throw Problem.notFound("flow", text);
    }
    return new FlowId(text);
  }
}
