package io.patchbay.platform.rest;

import io.patchbay.identity.Caller;
import io.patchbay.identity.servlet.CallerFilter;
import io.patchbay.platform.database.DatabaseException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a resource throws into a problem. What nobody expected is logged here, once. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problem(thrown);
    boolean unmatched = thrown instanceof WebApplicationException && problem.status() < 500;
    // Who is not signed in does not learn either which routes there are.
    return response(
        unmatched && anonymous() ? Problem.unauthorized() : problem, request.getRequestURI());
  }

  private boolean anonymous() {
    return !(request.getAttribute(CallerFilter.CALLER) instanceof Caller.SignedIn);
  }

  static Response response(Problem problem, @Nullable String instance) {
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
            .entity(ProblemBody.of(problem, instance));
    problem.retryAfterSeconds().ifPresent(s -> answer.header("Retry-After", s));
    return answer.build();
  }

  static Problem problem(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case WebApplicationException web -> ofStatus(web.getResponse().getStatus(), web);
      case OptimisticLockException _ -> Etags.stale();
      case DatabaseException database -> ofDatabase(database);
      case PersistenceException persistence -> ofPersistence(persistence);
      default -> unexpected(thrown);
    };
  }

  private static Problem ofStatus(int status, Throwable thrown) {
    return switch (status) {
      case 400 -> Problem.unreadable("request.unreadable", "A parameter has the wrong form.");
      case 404 -> Problem.of(404, "route.not-found", "Not found", "There is nothing here.");
      case 405 ->
          Problem.of(405, "route.method", "Method not allowed", "This cannot be done to it.");
      case 406 ->
          Problem.of(
              406, "request.accept", "Not acceptable", "This answers application/json only.");
      case 415 ->
          Problem.of(
              415,
              "request.content-type",
              "Unsupported media type",
              "Send the body as application/json.");
      default -> unexpected(thrown);
    };
  }

  private static Problem ofPersistence(PersistenceException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException) {
        return Etags.stale();
      }
      if (cause instanceof SQLException sql) {
        return ofDatabase(DatabaseException.of(sql));
      }
    }
    return unexpected(thrown);
  }

  private static Problem ofDatabase(DatabaseException thrown) {
    return switch (thrown.kind()) {
      case UNAVAILABLE -> {
        LOG.warn("The database does not answer: {}", thrown.getMessage());
        yield Problem.unavailable(
            "database.unavailable", "The database does not answer. Nothing was changed.", 5);
      }
      case DUPLICATE ->
          Problem.conflict("request.duplicate", "It exists already. Choose another name.");
      case CONFLICT ->
          Problem.unavailable(
              "database.busy", "Somebody changed the same thing. Nothing was changed.", 1);
      case OTHER -> unexpected(thrown);
    };
  }

  private static Problem unexpected(Throwable thrown) {
    String incident = UUID.randomUUID().toString();
    LOG.error("Internal error {}", incident, thrown);
    return Problem.of(
        500,
        "internal",
        "Internal error",
        "Something is wrong inside Patchbay. The operator finds the cause in the log under "
            + incident
            + ".");
  }
}
