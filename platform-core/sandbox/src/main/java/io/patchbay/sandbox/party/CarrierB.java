package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Another carrier: other words, other nesting, date and time apart. */
public final class CarrierB implements Party {

  @Override
  public String id() {
    return "carrier-b";
  }

  @Override
  public String about() {
    return "Knows references that begin with 1Z or PB.";
  }

  @Override
  public void routes(Routes routes) {
    routes.get("v2/shipments", this::track);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.json(
        status,
        Json.of("response", Json.of("errors", List.of(Json.of("code", code, "message", message)))));
  }

  private Reply track(Request request) {
    String number =
        request
            .query("ref")
            .orElseThrow(() -> new Refusal(400, "TV0001", "Parameter 'ref' is missing."));
    if (!number.startsWith("1Z") && !number.startsWith("PB")) {
      throw new Refusal(404, "TW0001", "Tracking information not found.");
    }
    List<ObjectNode> activity =
        List.of(
            activity("20261121", "094500", "D", "DELIVERED", "Berlin"),
            activity("20261121", "071200", "I", "Out For Delivery", "Berlin"),
            activity("20261121", "052000", "I", "Arrived at Facility", "Berlin"));
    return Reply.ok(
        Json.of(
            "trackResponse",
            Json.of(
                "shipment",
                List.of(
                    Json.of(
                        "inquiryNumber",
                        number,
                        "package",
                        List.of(
                            Json.of(
                                "trackingNumber", number,
                                "deliveryDate", List.of(Json.of("type", "DEL", "date", "20261121")),
                                "activity", activity)))))));
  }

  private static ObjectNode activity(
      String date, String time, String type, String text, String city) {
    return Json.of(
        "date",
        date,
        "time",
        time,
        "status",
        Json.of("type", type, "description", text),
        "location",
        Json.of("address", Json.of("city", city, "countryCode", "DE")));
  }
}
