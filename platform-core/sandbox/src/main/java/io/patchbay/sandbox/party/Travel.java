package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Three airlines and two hotel chains, each with its own shape. Same question, same prices. */
public final class Travel implements Party {

  @Override
  public String id() {
    return "travel";
  }

  @Override
  public String about() {
    return "Search at the airlines skyhop, aerolux, budgetwings {from, to, departure, passengers}"
        + " and the hotel chains staywell, innfinder {city, checkIn, checkOut, guests}.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .post("skyhop/flights/search", request -> Reply.ok(skyhop(Trip.of(request, "skyhop"))))
        .post("aerolux/flights/search", request -> Reply.ok(aerolux(Trip.of(request, "aerolux"))))
        .post(
            "budgetwings/flights/search",
            request -> Reply.ok(budgetwings(Trip.of(request, "budgetwings"))))
        .post("staywell/hotels/search", request -> Reply.ok(staywell(Stay.of(request, "staywell"))))
        .post(
            "innfinder/hotels/search",
            request -> Reply.ok(innfinder(Stay.of(request, "innfinder"))));
  }

  private record Trip(String from, String to, LocalDate day, long passengers, long seed) {
    static Trip of(Request request, String supplier) {
      String from = airport(request, "from");
      String to = airport(request, "to");
      if (from.equals(to)) {
        throw Request.invalid("to", "must be another airport than 'from'");
      }
      LocalDate day = date(request, "departure");
      long passengers = request.json().path("passengers").asLong(1);
      return new Trip(from, to, day, passengers, (supplier + from + to + day).hashCode());
    }

    BigDecimal price(int offer, int from, int spread) {
      long cents = from * 100L + Math.floorMod(Ids.mix(seed + offer), spread * 100L);
      return BigDecimal.valueOf(cents * passengers, 2);
    }

    LocalTime time(int offer) {
      return LocalTime.of(6 + (int) Math.floorMod(Ids.mix(seed * 31 + offer), 15L), 5 * offer);
    }
  }

  private record Stay(String city, LocalDate checkIn, long nights, long seed) {
    static Stay of(Request request, String supplier) {
      String city = request.requiredText("city");
      LocalDate in = date(request, "checkIn");
      LocalDate out = date(request, "checkOut");
      if (!out.isAfter(in)) {
        throw Request.invalid("checkOut", "must be after checkIn");
      }
      return new Stay(
          city, in, out.toEpochDay() - in.toEpochDay(), (supplier + city + in).hashCode());
    }

    BigDecimal night(int offer, int from, int spread) {
      return BigDecimal.valueOf(
          from * 100L + Math.floorMod(Ids.mix(seed + offer), spread * 100L), 2);
    }
  }

  private static ObjectNode skyhop(Trip trip) {
    return Json.of("offers", IntStream.range(0, 3).mapToObj(i -> skyhopOffer(trip, i)).toList());
  }

  private static ObjectNode skyhopOffer(Trip trip, int i) {
    return Json.of(
        "offerId", "SH-" + Long.toHexString(Ids.mix(trip.seed() + i) >>> 40),
        "price", Json.of("amount", trip.price(i, 90, 160).toPlainString(), "currency", "EUR"),
        "slices",
            List.of(
                Json.of(
                    "flight", "SH" + (400 + i),
                    "origin", trip.from(),
                    "destination", trip.to(),
                    "departs", trip.day() + "T" + trip.time(i),
                    "arrives", trip.day() + "T" + trip.time(i).plusMinutes(130))));
  }

  private static ObjectNode aerolux(Trip trip) {
    return Json.of("data", IntStream.range(0, 2).mapToObj(i -> aeroluxOffer(trip, i)).toList());
  }

  private static ObjectNode aeroluxOffer(Trip trip, int i) {
    return Json.of(
        "id",
        "ALX" + Long.toHexString(Ids.mix(trip.seed() + i) >>> 44),
        "cabin",
        i == 0 ? "ECONOMY" : "BUSINESS",
        "fare",
        Json.of("total", trip.price(i, i == 0 ? 140 : 420, 200), "ccy", "EUR"),
        "legs",
        List.of(
            Json.of(
                "number", "AX" + (70 + i),
                "dep", Json.of("iata", trip.from(), "at", trip.day() + "T" + trip.time(i)),
                "arr", Json.of("iata", trip.to(), "minutes", 125))));
  }

  private static ObjectNode budgetwings(Trip trip) {
    return Json.of(
        "flights",
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    Json.of(
                        "ref",
                        "BW" + (8000 + i),
                        "eur",
                        trip.price(i, 19, 120),
                        "route",
                        trip.from() + "-" + trip.to(),
                        "day",
                        trip.day().toString(),
                        "out",
                        trip.time(i).toString(),
                        "stops",
                        i % 2))
            .toList());
  }

  private static ObjectNode staywell(Stay stay) {
    return Json.of(
        "hotels",
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    Json.of(
                        "id", "stw-" + (i + 1),
                        "name",
                            "Staywell "
                                + stay.city()
                                + " "
                                + List.of("Central", "Park", "Airport").get(i),
                        "stars", 3 + i % 2,
                        "nights", stay.nights(),
                        "pricePerNight",
                            Json.of(
                                "amount",
                                stay.night(i, 80, 120).toPlainString(),
                                "currency",
                                "EUR")))
            .toList());
  }

  private static ObjectNode innfinder(Stay stay) {
    return Json.of(
        "results",
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    Json.of(
                        "property",
                            Json.of(
                                "code",
                                "INN" + (i + 1),
                                "title",
                                "Inn at " + stay.city() + " " + (i + 1)),
                        "rate",
                            Json.of(
                                "totalEur",
                                stay.night(i, 55, 90).multiply(BigDecimal.valueOf(stay.nights())),
                                "breakfast",
                                i == 0)))
            .toList());
  }

  private static String airport(Request request, String field) {
    String code = request.requiredText(field);
    if (!code.matches("[A-Z]{3}")) {
      throw Request.invalid(
          field, "must be an airport of three letters like HAM, not '" + code + "'");
    }
    return code;
  }

  private static LocalDate date(Request request, String field) {
    String text = request.requiredText(field);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException notADay) {
      throw Request.invalid(field, "must be a day like 2026-12-24, not '" + text + "'");
    }
  }
}
