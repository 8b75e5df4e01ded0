package io.patchbay.run.rest;

import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Running the draft with a sample input. */
@Path("/tenants/{tenant}/flows/{flowId}/test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class TestResource {

  private final RequestContext request;
  private final RunStarts starts;
  private final StartAnswers answers;

  @Inject
  public TestResource(RequestContext request, RunStarts starts, StartAnswers answers) {
    this.request = request;
    this.starts = starts;
    this.answers = answers;
  }

  @POST
  @Requires(Permission.RUN_START)
  public Response test(@PathParam("flowId") String flow, RunRequest body) {
    int wait = StartAnswers.waitSeconds(body);
    return answers.of(
        starts.test(
            request.tenant(), StartAnswers.flowId(flow), body.input(), request.account().login()),
        wait);
  }
}
