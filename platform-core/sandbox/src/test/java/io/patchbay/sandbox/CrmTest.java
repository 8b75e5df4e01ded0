package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.sandbox.party.Crm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CrmTest extends SandboxTest {

  private static final String[] KEY = {"Authorization", "Bearer " + Crm.KEY};
  private static final String EVE =
      """
      {"externalId": "X-1", "name": "Eve Adams", "email": "eve@example.com"}""";

  @Test
  void pagesThroughAllContactsWithoutLossOrRepeat() throws Exception {
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = get("/crm/contacts?limit=33" + cursor, KEY).expect(200);
      for (JsonNode contact : page.at("/items")) {
        ids.add(contact.path("id").asString());
        times.add(contact.path("updatedAt").asString());
      }
      String next = page.at("/nextCursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertEquals(120, ids.size());
    assertEquals(120, new HashSet<>(ids).size());
    assertEquals(times.stream().sorted().toList(), times);
  }

  @Test
  void findsChangesSinceATime() throws Exception {
    String all = get("/crm/contacts?limit=1", KEY).at("/items/0/id").asString();
    Answer changed = send("PUT", "/crm/contacts/" + all, "{\"company\": \"New\"}", KEY).expect(200);
    String since = changed.at("/updatedAt").asString();
    JsonNode found = get("/crm/contacts?since=" + since, KEY).at("/items");
    assertEquals(1, found.size());
    assertEquals("New", found.path(0).path("company").asString());
    get("/crm/contacts?since=yesterday", KEY).expect(400);
    get("/crm/contacts?cursor=***", KEY).expect(400);
  }

  @Test
  void needsTheRightKey() throws Exception {
    Answer refused = get("/crm/contacts").expect(401);
    assertEquals("invalid_api_key", refused.at("/errors/0/code").asString());
    get("/crm/contacts", "Authorization", "Bearer wrong").expect(401);
    post("/crm/contacts", EVE, "Authorization", "Bearer wrong", "Idempotency-Key", "k").expect(401);
  }

  @Test
  void createsOnceForOneKeyAndFindsByExternalId() throws Exception {
    String[] keyed = {KEY[0], KEY[1], "Idempotency-Key", "run-1/create"};
    Answer first = post("/crm/contacts", EVE, keyed).expect(201);
    Answer again = post("/crm/contacts", EVE, keyed).expect(201);
    assertEquals(first.at("/id"), again.at("/id"));
    assertEquals(1, get("/crm/contacts?externalId=X-1", KEY).at("/items").size());
    post("/crm/contacts", EVE, KEY).expect(409);
    post("/crm/contacts", "{\"name\": \"No Mail\"}", KEY).expect(400);
    get("/crm/contacts/con_none", KEY).expect(404);
  }

  @Test
  void sendsAMessageEachTimeAndFindsItByReference() throws Exception {
    String id = get("/crm/contacts?limit=1", KEY).at("/items/0/id").asString();
    String path = "/crm/contacts/" + id + "/messages";
    String message = "{\"reference\": \"run-1\", \"text\": \"Hello\"}";
    Answer first = post(path, message, KEY).expect(201);
    Answer second = post(path, message, KEY).expect(201);
    assertNotEquals(first.at("/id"), second.at("/id"));
    assertEquals(2, get(path + "?reference=run-1", KEY).at("/items").size());
    assertEquals(0, get(path + "?reference=run-2", KEY).at("/items").size());
  }

  @Test
  void deliversSignedWebhooksUntilTheyAreUnregistered() throws Exception {
    try (Receiver receiver = new Receiver()) {
      String wanted =
          "{\"url\": \"%s\", \"events\": [\"contact.created\"]}".formatted(receiver.uri());
      Answer registered = post("/crm/webhooks", wanted, KEY).expect(201);
      post("/crm/contacts", EVE, KEY).expect(201);
      Receiver.Received delivery = receiver.take();
      String[] parts = delivery.header("X-Crm-Signature").split("[=,]");
      assertEquals(
          Deliveries.signature(
              registered.at("/secret").asString(), Long.parseLong(parts[1]), delivery.body()),
          parts[3]);
      JsonNode event = Json.parse(delivery.body());
      assertEquals("contact.created", event.path("type").asString());
      assertEquals("eve@example.com", event.at("/data/email").asString());

      send("DELETE", "/crm/webhooks/" + registered.at("/id").asString(), "", KEY).expect(204);
      post("/crm/contacts", EVE.replace("X-1", "X-2"), KEY).expect(201);
      assertEquals(0, get("/crm/webhooks", KEY).at("/items").size());
      assertTrue(receiver.isEmpty());
    }
  }
}
