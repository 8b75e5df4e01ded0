package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.sandbox.party.OAuth;
import io.patchbay.sandbox.party.Protected;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Bank, push, profile, carriers, travel and the ways to sign in. */
class PartiesTest extends SandboxTest {

  @Test
  void bookingReachesTheWebhookAndTheList() throws Exception {
    try (Receiver receiver = new Receiver()) {
      String wanted =
          "{\"url\": \"%s\", \"headers\": {\"X-Patchbay-Secret\": \"s3\"}}"
              .formatted(receiver.uri());
      post("/bank/webhooks", wanted).expect(201);
      String booking = "{\"amount\": \"-12.50\", \"merchant\": \"Kiosk\"}";
      Answer booked = post("/bank/accounts/acc-1001/transactions", booking).expect(201);
      Receiver.Received delivery = receiver.take();
      assertEquals("s3", delivery.header("X-Patchbay-Secret"));
      JsonNode event = Json.parse(delivery.body());
      assertEquals("com.bank.transaction.booked", event.path("type").asString());
      assertEquals(-12.5, event.at("/data/amount").asDouble());
      String since = booked.at("/bookingTime").asString();
      Answer list = get("/bank/accounts/acc-1001/transactions?since=" + since).expect(200);
      assertEquals(booked.at("/transactionId"), list.at("/transactions/0/transactionId"));
    }
    post("/bank/accounts/acc-1001/transactions", "{\"amount\": \"1.234\"}").expect(400);
    post("/bank/webhooks", "{\"url\": \"file:///etc/passwd\"}").expect(400);
    get("/bank/accounts/none/transactions").expect(404);
  }

  @Test
  void pushesToTheDevicesOfAnAccount() throws Exception {
    JsonNode devices = get("/profile/accounts/acc-1001/devices").expect(200).at("/items");
    assertEquals(2, devices.size());
    String token = devices.path(0).path("token").asString();
    String message = "{\"token\": \"%s\", \"title\": \"Hi\", \"collapseKey\": \"t1\"}";
    post("/push/send", message.formatted(token)).expect(200);
    assertEquals(1, get("/push/messages?token=" + token).at("/items").size());
    assertEquals(
        "UNREGISTERED",
        post("/push/send", message.formatted("gone-1")).expect(404).at("/error/status").asString());
    get("/profile/accounts/none/devices").expect(404);
  }

  @ParameterizedTest
  @CsvSource({"JD014600001111,200,404", "1Z999AA1,404,200", "PB42,200,200", "ZZ1,404,404"})
  void carriersKnowTheirOwnParcels(String number, int a, int b) throws Exception {
    Answer first = get("/carrier-a/track/" + number).expect(a);
    Answer second = get("/carrier-b/v2/shipments?ref=" + number).expect(b);
    if (a == 200) {
      assertEquals(3, first.at("/shipments/0/events").size());
    }
    if (b == 200) {
      assertEquals(3, second.at("/trackResponse/shipment/0/package/0/activity").size());
    }
  }

  @Test
  void airlinesAndHotelsAnswerInTheirOwnShapesAndAlwaysTheSame() throws Exception {
    String trip = "{\"from\": \"HAM\", \"to\": \"LIS\", \"departure\": \"2026-12-24\"}";
    Answer first = post("/travel/skyhop/flights/search", trip).expect(200);
    assertEquals(first.json(), post("/travel/skyhop/flights/search", trip).json());
    assertEquals(3, first.at("/offers").size());
    assertTrue(post("/travel/aerolux/flights/search", trip).at("/data/0/fare/total").isNumber());
    assertEquals(4, post("/travel/budgetwings/flights/search", trip).at("/flights").size());
    String stay =
        "{\"city\": \"Lisbon\", \"checkIn\": \"2026-12-24\", \"checkOut\": \"2026-12-27\"}";
    assertEquals(3, post("/travel/staywell/hotels/search", stay).at("/hotels").size());
    assertEquals(2, post("/travel/innfinder/hotels/search", stay).at("/results").size());
    post("/travel/skyhop/flights/search", trip.replace("LIS", "Lisbon")).expect(400);
    post("/travel/innfinder/hotels/search", stay.replace("12-27", "12-23")).expect(400);
  }

  @Test
  void eachWayToSignInOpensItsEcho() throws Exception {
    String basic = basic(Protected.USER, Protected.PASSWORD);
    get("/auth/basic", "Authorization", basic).expect(200);
    get("/auth/basic", "Authorization", basic("sandbox-user", "x")).expect(401);
    get("/auth/bearer", "Authorization", "Bearer " + Protected.TOKEN).expect(200);
    assertEquals("Bearer", get("/auth/bearer").expect(401).header("WWW-Authenticate"));
    get("/auth/apikey", "X-Api-Key", Protected.API_KEY).expect(200);
    get("/auth/apikey?api_key=" + Protected.API_KEY).expect(200);
    get("/auth/apikey").expect(401);
    get("/auth/oauth").expect(401);
    get("/auth/open").expect(200);
  }

  @Test
  void clientCredentialsGiveATokenThatEnds() throws Exception {
    String[] client = {"Authorization", basic(OAuth.CLIENT, OAuth.SECRET)};
    String grant = "grant_type=client_credentials";
    String token = post("/oauth/token", grant, client).expect(200).at("/access_token").asString();
    get("/auth/oauth", "Authorization", "Bearer " + token).expect(200);
    String form =
        grant + "&client_id=" + OAuth.CLIENT + "&client_secret=" + OAuth.SECRET + "&scope=a+b";
    assertEquals("a b", post("/oauth/token", form).expect(200).at("/scope").asString());
    assertEquals("invalid_client", post("/oauth/token", grant).expect(401).at("/error").asString());
    post("/oauth/token", "grant_type=password", client).expect(400);
    post("/oauth/token?expires_in=soon", grant, client).expect(400);
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
