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
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A warehouse that holds goods for orders. */
public final class Stock implements Party {

  private static final long PLENTY = 100_000_000;

  private final Map<String, Long> free = new LinkedHashMap<>();
  private final Bounded<ObjectNode> reservations = new Bounded<>(20_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public Stock(InstantSource clock) {
    this.clock = clock;
    for (String sku :
        new String[] {"TSHIRT-BLACK-M", "TSHIRT-WHITE-L", "MUG-BLUE", "LAMP-OAK", "BOOK-JAZZ"}) {
      free.put(sku, PLENTY);
    }
    free.put("VINYL-RARE", 3L);
    free.put("SOLD-OUT", 0L);
  }

  @Override
  public String id() {
    return "stock";
  }

  @Override
  public String about() {
    return "Warehouse. TSHIRT-BLACK-M, TSHIRT-WHITE-L, MUG-BLUE, LAMP-OAK and BOOK-JAZZ never run"
        + " out, of VINYL-RARE there are 3, SOLD-OUT is sold out; any other SKU is unknown (409).";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .get("items", this::items)
        .keyedPost("reservations", this::reserve)
        .get("reservations/{id}", this::show)
        .delete("reservations/{id}", this::release);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.json(
        status, Json.of("code", code.toUpperCase(java.util.Locale.ROOT), "message", message));
  }

  private synchronized Reply items(Request request) {
    return Reply.ok(
        Json.of(
            "items",
            free.entrySet().stream()
                .map(item -> Json.of("sku", item.getKey(), "available", item.getValue()))
                .toList()));
  }

  private synchronized Reply reserve(Request request) {
    Map<String, Long> wanted = new LinkedHashMap<>();
    for (JsonNode line : request.requiredList("lines")) {
      long quantity = line.path("quantity").asLong(0);
      if (!line.path("sku").isString() || quantity < 1 || quantity > 10_000) {
        throw Request.invalid("lines", "must have a sku and a quantity from 1 to 10000 each");
      }
      wanted.merge(line.path("sku").stringValue(), quantity, Long::sum);
    }
    wanted.forEach(this::check);
    wanted.forEach((sku, quantity) -> free.merge(sku, -quantity, Long::sum));
    String id = ids.next("rsv_");
    return Reply.created(
        reservations.put(
            id,
            Json.of(
                "id",
                id,
                "status",
                "HELD",
                "orderId",
                request.text("orderId").orElse(null),
                "warehouse",
                "HAM-2",
                "lines",
                request.json().path("lines"),
                "expiresAt",
                clock.instant().plus(Duration.ofMinutes(30)).toString())));
  }

  private void check(String sku, long quantity) {
    Long available = free.get(sku);
    if (available == null) {
      throw new Refusal(409, "unknown_sku", "SKU '" + sku + "' is not kept here.");
    }
    if (available < quantity) {
      throw new Refusal(
          409,
          "insufficient_stock",
          "SKU '" + sku + "': " + quantity + " wanted, " + available + " available.");
    }
  }

  private Reply show(Request request) {
    return Reply.ok(reservations.require(request.variable("id"), "reservation"));
  }

  private synchronized Reply release(Request request) {
    ObjectNode gone = reservations.require(request.variable("id"), "reservation");
    reservations.remove(request.variable("id"));
    gone.path("lines")
        .forEach(
            line ->
                free.merge(line.path("sku").asString(), line.path("quantity").asLong(), Long::sum));
    return Reply.empty(204);
  }
}
