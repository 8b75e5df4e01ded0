package io.patchbay.connection.rest;

import io.patchbay.connection.Connection;
import io.patchbay.connection.Connections;
import io.patchbay.connection.SaveResult;
import io.patchbay.connection.SettingsProblem;
import io.patchbay.connector.FlowUses.FlowUse;
import io.patchbay.identity.Permission;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.plugin.CheckResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tenant's connections. */
@Path("/tenants/{tenant}/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Singleton
public class ConnectionResource {

  private final RequestContext request;
  private final Connections connections;
  private final InstantSource clock;

  @Inject
  public ConnectionResource(RequestContext request, Connections connections, InstantSource clock) {
    this.request = request;
    this.connections = connections;
    this.clock = clock;
  }

  @GET
  @Requires(Permission.CONNECTION_READ)
  public Page<ConnectionSummary> list(
      @BeanParam PageRequest page, @QueryParam("connector") @Nullable String connector) {
    List<Connection> rows =
        connections.list(
            request.tenant(),
            page.after(1).map(List::getFirst).orElse(null),
            page.searchPattern(),
            connector,
            page.rows());
    return Page.of(rows, page, this::summary, row -> List.of(row.name()));
  }

  private ConnectionSummary summary(Connection connection) {
    return ConnectionSummary.of(
        connection,
        connections.label(connection.connector()),
        connections.uses(request.tenant(), connection.name()).size());
  }

  @POST
  @Requires(Permission.CONNECTION_WRITE)
  public Response create(ConnectionRequest wanted) throws InterruptedException {
    Connection connection =
        saved(
            connections.create(
                request.tenant(),
                wanted.name(),
                wanted.connector(),
                wanted.kind(),
                wanted.settings()),
            wanted.name());
    return answer(Response.status(Response.Status.CREATED), connection);
  }

  @GET
  @Path("/{name}")
  @Requires(Permission.CONNECTION_READ)
  public Response get(@PathParam("name") String name) {
    return answer(Response.ok(), require(name));
  }

  @PATCH
  @Path("/{name}")
  @Requires(Permission.CONNECTION_WRITE)
  public Response update(
      @PathParam("name") String name,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      ConnectionUpdate change)
      throws InterruptedException {
    Connection old = require(name);
    Etags.require(ifMatch, old.version());
    return answer(
        Response.ok(),
        saved(
            connections.update(
                request.tenant(), name, old.version(), change.kind(), change.settings()),
            name));
  }

  @DELETE
  @Path("/{name}")
  @Requires(Permission.CONNECTION_WRITE)
  public Response delete(@PathParam("name") String name) {
    return switch (connections.delete(request.tenant(), name)) {
      case Connections.Deletion.Deleted() -> Response.noContent().build();
      case Connections.Deletion.NotFound() -> throw Problem.notFound("connection", name);
      case Connections.Deletion.InUse(List<FlowUse> flows) ->
          throw Problem.conflict(
              "connection.in-use",
              "Cannot delete connection '%s': flows that are on use it: %s. Turn them off or give"
                      .formatted(name, names(flows))
                  + " them another connection first.");
    };
  }

  @POST
  @Path("/check")
  @Requires(Permission.CONNECTION_WRITE)
  public CheckResultView checkNew(ConnectionRequest wanted) throws InterruptedException {
    var start = clock.instant();
    return switch (connections.tryOut(
        request.tenant(), wanted.name(), wanted.connector(), wanted.kind(), wanted.settings())) {
      case Connections.Trial.Tried(CheckResult result) ->
          CheckResultView.of(result, Duration.between(start, clock.instant()));
      case Connections.Trial.Invalid(List<SettingsProblem> problems) -> throw invalid(problems);
    };
  }

  @POST
  @Path("/{name}/check")
  @Requires(Permission.CONNECTION_WRITE)
  public CheckResultView check(@PathParam("name") String name) throws InterruptedException {
    var start = clock.instant();
    CheckResult result =
        connections
            .check(request.tenant(), name)
            .orElseThrow(() -> Problem.notFound("connection", name));
    return CheckResultView.of(result, Duration.between(start, clock.instant()));
  }

  private Connection require(String name) {
    return connections
        .find(request.tenant(), name)
        .orElseThrow(() -> Problem.notFound("connection", name));
  }

  private Response answer(Response.ResponseBuilder response, Connection connection) {
    return response
        .header("ETag", Etags.of(connection.version()))
        .entity(
            ConnectionView.of(
                connection,
                connections.label(connection.connector()),
                connections.secretFields(connection),
                connections.uses(request.tenant(), connection.name())))
        .build();
  }

  private static Connection saved(SaveResult result, String name) {
    return switch (result) {
      case SaveResult.Saved(Connection connection) -> connection;
      case SaveResult.Invalid(List<SettingsProblem> problems) -> throw invalid(problems);
      case SaveResult.NameTaken() ->
          throw Problem.conflict(
              "connection.name-taken",
              "Cannot add connection '%s': there is one of this name. Choose another name."
                  .formatted(name));
      case SaveResult.NotFound() -> throw Problem.notFound("connection", name);
      case SaveResult.Stale() ->
          throw Problem.of(
              412,
              "request.stale",
              "Changed meanwhile",
              "Somebody changed it after you read it. Read it again and repeat your change.");
      case SaveResult.Unavailable(String message) ->
          throw Problem.unavailable("plugin.not-available", message, 10);
    };
  }

  private static Problem invalid(List<SettingsProblem> problems) {
    return Problem.invalid(
        problems.stream().map(p -> new FieldProblem(p.pointer(), p.code(), p.message())).toList());
  }

  private static String names(List<FlowUse> flows) {
    String first =
        flows.stream().limit(5).map(f -> "'" + f.name() + "'").collect(Collectors.joining(", "));
    return flows.size() > 5 ? first + " and " + (flows.size() - 5) + " more" : first;
  }
}
