package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A carrier whose tracking shows shipments with events. */
public final class CarrierA implements Party {

  @Override
  public String id() {
    return "carrier-a";
  }

  @Override
  public String about() {
    return "Knows tracking numbers that begin with JD or PB. PB parcels are handed over to carrier-b.";
  }

  @Override
  public void routes(Routes routes) {
    routes.get("track/{number}", this::track);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.of(
        status,
        "application/problem+json",
        Json.bytes(Json.of("title", code, "status", status, "detail", message)));
  }

  private Reply track(Request request) {
    String number = request.variable("number");
    boolean handedOver = number.startsWith("PB");
    if (!handedOver && !number.startsWith("JD")) {
      throw new Refusal(404, "No result found", "No shipment with given tracking number found.");
    }
    List<ObjectNode> events =
        handedOver
            ? List.of(
                event("2026-11-20T16:42:00Z", "pre-transit", "Label printed", "Hamburg", "DE"),
                event("2026-11-20T21:05:00Z", "transit", "Arrived at hub", "Hannover", "DE"),
                event("2026-11-21T03:30:00Z", "transit", "Handed to partner carrier", "Köln", "DE"))
            : List.of(
                event("2026-11-20T16:42:00Z", "pre-transit", "Label printed", "Hamburg", "DE"),
                event("2026-11-20T21:05:00Z", "transit", "Arrived at hub", "Hannover", "DE"),
                event("2026-11-21T07:48:00Z", "transit", "Out for delivery", "Berlin", "DE"));
    ObjectNode last = events.getLast();
    return Reply.ok(
        Json.of(
            "shipments",
            List.of(
                Json.of(
                    "id",
                    number,
                    "service",
                    "parcel-de",
                    "origin",
                    place("Hamburg", "DE"),
                    "destination",
                    place("Berlin", "DE"),
                    "status",
                    last,
                    "events",
                    events.reversed()))));
  }

  private static ObjectNode event(
      String time, String code, String text, String city, String country) {
    return Json.of(
        "timestamp", time,
        "statusCode", code,
        "description", text,
        "location", place(city, country));
  }

  private static ObjectNode place(String city, String country) {
    return Json.of("address", Json.of("addressLocality", city, "countryCode", country));
  }
}
