package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A parcel service that prints labels. Its tracking numbers are known to carrier-a. */
public final class Shipping implements Party {

  private final Bounded<ObjectNode> shipments = new Bounded<>(20_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public Shipping(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "shipping";
  }

  @Override
  public String about() {
    return "Parcel labels. Country AQ is not served (422); track its numbers at carrier-a.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .keyedPost("shipments", this::book)
        .get("shipments/{id}", r -> Reply.ok(shipments.require(r.variable("id"), "shipment")))
        .post("shipments/{id}/cancel", this::cancel)
        .delete("shipments/{id}", this::cancel);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.of(
        status,
        "application/problem+json",
        Json.bytes(Json.of("title", code, "status", status, "detail", message)));
  }

  private Reply book(Request request) {
    JsonNode address = request.json().path("address");
    for (String field : new String[] {"name", "street", "city", "postalCode", "country"}) {
      if (address.path(field).asString("").isBlank()) {
        throw new Refusal(422, "address_incomplete", "address." + field + " is missing.");
      }
    }
    String country = address.path("country").asString();
    if (country.equals("AQ")) {
      throw new Refusal(422, "not_serviceable", "Country 'AQ' is not served.");
    }
    String id = ids.next("shp_");
    String number = ids.digits("JD0146", 12);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Reply.created(
        shipments.put(
            id,
            Json.of(
                "id",
                id,
                "status",
                "created",
                "carrier",
                "carrier-a",
                "service",
                request.text("service").orElse("standard"),
                "reference",
                request.text("orderId").orElse(null),
                "trackingNumber",
                number,
                "trackingUrl",
                request.base() + "/carrier-a/track/" + number,
                "labelUrl",
                request.base() + "/shipping/shipments/" + id,
                "address",
                address,
                "price",
                Json.of("amount", "4.90", "currency", "EUR"),
                "estimatedDelivery",
                today
                    .plus(Duration.ofDays(2).toDays(), java.time.temporal.ChronoUnit.DAYS)
                    .toString())));
  }

  private synchronized Reply cancel(Request request) {
    ObjectNode shipment = shipments.require(request.variable("id"), "shipment").deepCopy();
    shipment.put("status", "cancelled");
    return Reply.ok(shipments.put(request.variable("id"), shipment));
  }
}
