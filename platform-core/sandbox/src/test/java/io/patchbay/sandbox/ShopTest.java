package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payment, stock, mail and shipping: what an order needs. */
class ShopTest extends SandboxTest {

  private static final String CHARGE =
      """
      {"amount": 4990, "currency": "EUR", "source": "tok_visa", "metadata": {"order": "O-1"}}""";

  @Test
  void chargesOnceForOneIdempotencyKey() throws Exception {
    Answer first = post("/payment/charges", CHARGE, "Idempotency-Key", "k1").expect(201);
    Answer again = post("/payment/charges", CHARGE, "Idempotency-Key", "k1").expect(201);
    Answer other = post("/payment/charges", CHARGE, "Idempotency-Key", "k2").expect(201);
    assertEquals(first.json(), again.json());
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertNotEquals(first.at("/id"), other.at("/id"));
    assertEquals(2, get("/payment/charges").at("/data").size());
    String changed = CHARGE.replace("4990", "1");
    Answer reused = post("/payment/charges", changed, "Idempotency-Key", "k1").expect(409);
    assertEquals("idempotency_error", reused.at("/error/type").asString());
  }

  @ParameterizedTest
  @CsvSource({"tok_declined,card_declined", "tok_insufficient_funds,insufficient_funds"})
  void refusesCardsWith402(String source, String code) throws Exception {
    Answer refused = post("/payment/charges", CHARGE.replace("tok_visa", source)).expect(402);
    assertEquals("card_error", refused.at("/error/type").asString());
    assertEquals(code, refused.at("/error/code").asString());
  }

  @Test
  void refundsNoMoreThanWasCharged() throws Exception {
    String id = post("/payment/charges", CHARGE).at("/id").asString();
    String part = "{\"charge\": \"%s\", \"amount\": 990}".formatted(id);
    post("/payment/refunds", part).expect(201);
    post("/payment/refunds", part.replace("990", "4001")).expect(400);
    Answer rest = post("/payment/refunds", "{\"charge\": \"%s\"}".formatted(id)).expect(201);
    assertEquals(4000, rest.at("/amount").asInt());
    assertTrue(get("/payment/charges/" + id).at("/refunded").asBoolean());
    assertEquals(
        "charge_already_refunded",
        post("/payment/refunds", part).expect(400).at("/error/code").asString());
    post("/payment/refunds", "{\"charge\": \"ch_none\"}").expect(404);
  }

  @Test
  void holdsAndReleasesStock() throws Exception {
    String order =
        "{\"orderId\": \"O-1\", \"lines\": [{\"sku\": \"VINYL-RARE\", \"quantity\": 2}]}";
    String id = post("/stock/reservations", order).expect(201).at("/id").asString();
    assertEquals(
        "INSUFFICIENT_STOCK",
        post("/stock/reservations", order).expect(409).at("/code").asString());
    send("DELETE", "/stock/reservations/" + id, "").expect(204);
    send("DELETE", "/stock/reservations/" + id, "").expect(404);
    post("/stock/reservations", order).expect(201);
    assertEquals(
        "UNKNOWN_SKU",
        post("/stock/reservations", order.replace("VINYL-RARE", "NO-SUCH"))
            .expect(409)
            .at("/code")
            .asString());
    post("/stock/reservations", "{\"lines\": []}").expect(400);
  }

  @Test
  void takesMailAndKeepsIt() throws Exception {
    String mail = "{\"to\": \"ada@example.com\", \"subject\": \"Hello\", \"text\": \"Hi\"}";
    String id = post("/mail/messages", mail).expect(202).at("/id").asString();
    assertEquals(id, get("/mail/messages?to=ada@example.com").at("/items/0/id").asString());
    assertEquals(0, get("/mail/messages?to=other@example.com").at("/items").size());
    post("/mail/messages", mail.replace("ada@example.com", "nobody")).expect(400);
    post("/mail/messages", mail.replace("ada@example.com", "x@bounce.example")).expect(422);
  }

  @Test
  void shipsToCompleteAddressesAndCancels() throws Exception {
    String order =
        """
        {"orderId": "O-1", "address": {"name": "Ada", "street": "Fischmarkt 12",
         "city": "Hamburg", "postalCode": "20457", "country": "DE"}}""";
    Answer shipped = post("/shipping/shipments", order).expect(201);
    String number = shipped.at("/trackingNumber").asString();
    get("/carrier-a/track/" + number).expect(200);
    String id = shipped.at("/id").asString();
    assertEquals(
        "cancelled",
        post("/shipping/shipments/" + id + "/cancel", "").expect(200).at("/status").asString());
    post("/shipping/shipments", order.replace("DE", "AQ")).expect(422);
    Answer incomplete = post("/shipping/shipments", order.replace("20457", "")).expect(422);
    assertTrue(incomplete.at("/detail").asString().contains("postalCode"));
  }
}
