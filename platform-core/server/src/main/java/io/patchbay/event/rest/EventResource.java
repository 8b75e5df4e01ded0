package io.patchbay.event.rest;

import io.patchbay.event.CloudEvents;
import io.patchbay.event.jdbc.Appended;
import io.patchbay.event.jdbc.EventListFilter;
import io.patchbay.event.jdbc.EventLog;
import io.patchbay.event.jdbc.EventQueries;
import io.patchbay.event.jdbc.NewEvent;
import io.patchbay.identity.Permission;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.platform.rest.Requires;
import io.patchbay.run.start.Admission;
import io.patchbay.tenant.TenantId;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The event log of a tenant. */
@Path("/tenants/{tenant}/events")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class EventResource {

  private final RequestContext request;
  private final EventQueries queries;
  private final EventLog log;
  private final Admission admission;

  @Inject
  public EventResource(
      RequestContext request, EventQueries queries, EventLog log, Admission admission) {
    this.admission = admission;
    this.request = request;
    this.queries = queries;
    this.log = log;
  }

  @GET
  @Requires(Permission.EVENT_READ)
  public Page<EventSummary> list(
      @BeanParam PageRequest page,
      @QueryParam("type") @Nullable String type,
      @QueryParam("source") @Nullable String source,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    EventListFilter filter =
        new EventListFilter(
            type,
            source,
            subject,
            instant("from", from),
            instant("to", to),
            page.search().orElse(null));
    Optional<Long> before = page.after(1).map(key -> position(key.getFirst()));
    return Page.of(
        queries.list(request.tenant(), filter, before, page.rows()),
        page,
        EventSummary::of,
        event -> List.of(Long.toString(event.position())));
  }

  @GET
  @Path("/{position}")
  @Requires(Permission.EVENT_READ)
  public EventDetailView find(@PathParam("position") String position) {
    EventQueries.Found found =
        Optional.of(position)
            .filter(text -> text.matches("[0-9]{1,18}"))
            .flatMap(text -> queries.find(request.tenant(), Long.parseLong(text)))
            .orElseThrow(() -> Problem.notFound("event", position));
    return new EventDetailView(
        EventSummary.of(found.listed()),
        found.event(),
        found.dispatched(),
        found.runs().stream().map(EventDeliveryView::of).toList());
  }

  /** 202: on disk. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Requires(Permission.EVENT_WRITE)
  public Response append(@Context HttpHeaders headers, InputStream body) throws IOException {
    Map<String, String> plain = new TreeMap<>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                plain.putIfAbsent(
                    name.toLowerCase(Locale.ROOT), values.isEmpty() ? "" : values.getFirst()));
    TenantId tenant = request.tenant();
    admission.check(tenant);
    List<JsonNode> events = EventReader.read(plain, body.readNBytes(Json.MAX_BODY_BYTES + 1));
    List<Appended> appended =
        events.isEmpty()
            ? List.of()
            : log.append(
                events.stream()
                    .map(event -> new NewEvent(tenant, event, NewEvent.Origin.API, null))
                    .toList());
    List<AcceptedEventView> accepted = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      accepted.add(
          new AcceptedEventView(
              CloudEvents.text(events.get(i), "id"),
              CloudEvents.text(events.get(i), "source"),
              Long.toString(appended.get(i).position()),
              appended.get(i).duplicate()));
    }
    return Response.accepted(new AcceptedEventsView(accepted)).build();
  }

  private static long position(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.unreadable(
          "request.bad-cursor",
          "The cursor is not one that this list gave out. Start again without a cursor.");
    }
    return Long.parseLong(text);
  }

  private static @Nullable Instant instant(String parameter, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      throw Problem.unreadable(
          "request.bad-time",
          "'" + parameter + "' must be a time like 2026-03-01T10:00:00Z, it is '" + text + "'.");
    }
  }
}
