package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.incontainer.ApiClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each template does what it says, for its caller and at the sandbox's third parties. */
class TemplatesIT {

  private static final ThirdParties PARTIES = new ThirdParties();
  private static ServerFixture server;

  @BeforeAll
  static void start() {
    server = ServerFixture.start(PARTIES.settings());
  }

  @AfterAll
  static void stop() {
    server.close();
    PARTIES.close();
  }

  @BeforeEach
  void forget() {
    PARTIES.forget();
  }

  private static LiveTemplate live(String template) {
    return LiveTemplate.start(server, template);
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(one -> one.path(field).asString("")).toList();
  }

  @Test
  void theGalleryShowsFive() {
    TestTenant tenant = TestTenant.create(server);
    JsonNode templates = tenant.owner().apiGet(tenant.path("/templates")).expect(200).json();
    assertEquals(5, templates.path("items").size());
    tenant.owner().api("POST", tenant.path("/templates/nothing/use"), null).expect(404);
    tenant.owner().api("POST", tenant.path("/templates/order/use"), null).expect(201);
    Answer second = tenant.owner().api("POST", tenant.path("/templates/order/use"), null);
    assertEquals("order-2", second.expect(201).json().path("name").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "travel-search", "bank-push", "lab-result", "parcel-tracking"})
  void aTestWithTheTemplatesOwnSampleSucceeds(String template) {
    JsonNode run = live(template).test();
    assertEquals("succeeded", run.path("state").asString(), run.toString());
    assertTrue(run.path("test").asBoolean());
    assertFalse(run.path("businessKey").asString("").isEmpty(), run.toString());
  }

  @Test
  void anOrderAsksFourPartnersAtTheSameTime() {
    LiveTemplate order = live("order");
    List<String> partners = List.of("payment", "stock", "mail", "shipping");
    partners.forEach(partner -> PARTIES.fault(partner, Map.of("delayMs", 1500)));
    JsonNode answer = order.post(order.sample()).expect(201).json();
    assertEquals("accepted", answer.path("status").asString());
    assertTrue(answer.path("charge").asString("").startsWith("ch_"), answer.toString());
    assertTrue(answer.path("reservation").asString("").startsWith("rsv_"), answer.toString());
    assertTrue(answer.path("tracking").asString("").startsWith("JD"), answer.toString());
    assertTrue(answer.path("mailed").asBoolean(), answer.toString());
    List<Instant> arrivals = new ArrayList<>();
    for (String partner : partners) {
      List<JsonNode> calls = PARTIES.asked(partner, "POST");
      assertEquals(1, calls.size(), calls.toString());
      arrivals.add(Instant.parse(calls.getFirst().path("time").asString()));
    }
    arrivals.sort(null);
    // each call stays open for the delay, so the last came while the first was not answered
    Duration apart = Duration.between(arrivals.getFirst(), arrivals.getLast());
    assertTrue(apart.toMillis() < 1500, apart.toString());
    assertEquals(
        4830, PARTIES.asked("payment", "POST").getFirst().path("body").path("amount").asInt());
    JsonNode run = order.run("A-1001");
    assertEquals("succeeded", run.path("state").asString(), run.toString());
    theStepsOverlapAndShowTheirExchange(order, run.path("id").asString());
    assertEquals(answer, order.post(order.sample()).expect(201).json());
    assertEquals(1, PARTIES.asked("payment", "POST").size());
  }

  private static void theStepsOverlapAndShowTheirExchange(LiveTemplate order, String run) {
    List<JsonNode> calls =
        order.look(run).path("steps").valueStream().filter(one -> one.has("connection")).toList();
    assertEquals(4, calls.size(), calls.toString());
    Instant lastStart =
        calls.stream().map(one -> at(one, "startedAt")).max(Instant::compareTo).orElseThrow();
    for (JsonNode call : calls) {
      assertTrue(at(call, "finishedAt").isAfter(lastStart), calls.toString());
      JsonNode detail = order.look(run + "/steps/" + call.path("id").asString());
      assertEquals(1, detail.path("exchanges").size(), detail.toString());
    }
  }

  private static Instant at(JsonNode step, String field) {
    return Instant.parse(step.path(field).asString());
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 422})
  void anOrderThatCannotBeShippedIsUndone(int status) {
    LiveTemplate order = live("order");
    PARTIES.fault("shipping", Map.of("status", status, "times", status == 503 ? 3 : 1));
    JsonNode answer = order.post(order.sample()).expect(409).json();
    assertEquals("cancelled", answer.path("status").asString());
    assertEquals(1, answer.path("reasons").size(), answer.toString());
    assertEquals(status == 503 ? 3 : 1, PARTIES.asked("shipping", "POST").size());
    List<JsonNode> payment = PARTIES.asked("payment", "POST");
    assertEquals(2, payment.size(), payment.toString());
    assertEquals("/payment/refunds", payment.get(1).path("path").asString());
    String charge = payment.get(1).path("body").path("charge").asString();
    assertTrue(PARTIES.look("/payment/charges/" + charge).path("refunded").asBoolean());
    List<JsonNode> released = PARTIES.asked("stock", "DELETE");
    assertEquals(1, released.size());
    assertEquals(204, released.getFirst().path("status").asInt());
    assertEquals(404, PARTIES.status(released.getFirst().path("path").asString()));
    assertEquals("succeeded", order.run("A-1001").path("state").asString());
  }

  @Test
  void aTripIsSearchedAtAllSuppliers() {
    LiveTemplate travel = live("travel-search");
    JsonNode answer = travel.post(travel.sample()).expect(200).json();
    assertFalse(answer.path("partial").asBoolean(true), answer.toString());
    assertEquals(0, answer.path("missing").size(), answer.toString());
    assertEquals(5, answer.path("flights").size(), answer.toString());
    assertEquals(3, answer.path("hotels").size(), answer.toString());
    List<Double> prices =
        answer.path("flights").valueStream().map(one -> one.path("price").asDouble()).toList();
    assertEquals(prices.stream().sorted().toList(), prices);
    double trip = prices.getFirst() * 2 + answer.path("hotels").path(0).path("total").asDouble();
    assertEquals(trip, answer.path("cheapestTrip").asDouble(), 0.001);
    assertEquals(5, PARTIES.asked("travel", "POST").size());
    assertEquals("succeeded", travel.run("HAM-LIS-2027-03-12").path("state").asString());
  }

  @Test
  void aSupplierThatIsTooLateIsMissingFromTheTrip() {
    LiveTemplate travel = live("travel-search");
    PARTIES.fault("travel/aerolux", Map.of("delayMs", 5000));
    long from = System.nanoTime();
    JsonNode answer = travel.post(travel.sample()).expect(200).json();
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    assertTrue(took.toMillis() < 4500, took.toString());
    assertTrue(answer.path("partial").asBoolean(), answer.toString());
    assertEquals(List.of("aerolux"), texts(answer.path("missing"), "supplier"));
    assertFalse(answer.path("missing").path(0).path("why").asString("").isEmpty());
    assertFalse(texts(answer.path("flights"), "supplier").contains("aerolux"));
    assertEquals(3, answer.path("hotels").size());
    assertEquals(1, aerolux().size(), aerolux().toString());
  }

  private static List<JsonNode> aerolux() {
    return PARTIES.asked("travel", "POST").stream()
        .filter(one -> one.path("path").asString().contains("aerolux"))
        .toList();
  }

  @Test
  void aBookingIsPushedToEveryTelephoneOnce() {
    LiveTemplate bank = live("bank-push");
    JsonNode accepted = bank.post(bank.sample()).expect(202).json();
    JsonNode run = bank.run("evt_4711");
    assertEquals("succeeded", run.path("state").asString(), run.toString());
    assertEquals(run.path("id").asString(), accepted.path("runId").asString(), accepted.toString());
    assertEquals(
        List.of("fcm-acc1001-iphone", "fcm-acc1001-pixel"),
        PARTIES.asked("push", "POST").stream()
            .map(one -> one.path("body").path("token").asString())
            .toList());
    JsonNode message = PARTIES.asked("push", "POST").getFirst().path("body");
    assertEquals("Blue Bottle Coffee", message.path("body").asString());
    assertEquals("evt_4711", message.path("collapseKey").asString());
    JsonNode again = bank.post(bank.sample()).expect(202).json();
    assertEquals(accepted.path("runId"), again.path("runId"));
    assertTrue(again.path("duplicate").asBoolean(), again.toString());
    assertEquals(1, bank.runs());
    assertEquals(2, PARTIES.asked("push", "POST").size());
  }

  @Test
  void aLabResultIsFiledOnceHoweverOftenItComes() {
    LiveTemplate lab = live("lab-result");
    JsonNode first = lab.post(lab.sample()).expect(200).json();
    assertEquals(
        List.of("Observation/f001", "Observation/f002"),
        first.path("observations").valueStream().map(JsonNode::asString).toList());
    assertTrue(first.path("wardTold").asBoolean(), first.toString());
    JsonNode mail = PARTIES.asked("mail", "POST").getFirst().path("body");
    assertEquals("ward-4@hospital.example", mail.path("to").asString());
    assertTrue(mail.path("text").asString().contains("Glucose"), mail.toString());
    JsonNode report = PARTIES.look("/fhir/" + first.path("report").asString());
    assertEquals(2, report.path("result").size(), report.toString());
    assertEquals(first.path("patient"), report.path("subject").path("reference"));
    assertTrue(report.path("conclusion").asString().startsWith("Out of range: Glucose"));
    JsonNode filed = PARTIES.look("/fhir/Observation/f001");
    assertEquals(first.path("patient"), filed.path("subject").path("reference"));
    assertEquals("succeeded", lab.run("f001").path("state").asString());

    assertEquals(first, lab.post(lab.sample()).expect(200).json());
    assertEquals(1, PARTIES.look("/fhir/Patient?identifier=738472983").path("total").asInt());
    String number = "/fhir/Observation?identifier=6323";
    assertEquals(1, PARTIES.look(number).path("total").asInt());
    String reports = "/fhir/DiagnosticReport?identifier=lab-f001";
    assertEquals(1, PARTIES.look(reports).path("total").asInt());
  }

  @Test
  void twoCarriersTellOneHistory() {
    LiveTemplate parcel = live("parcel-tracking");
    JsonNode answer = parcel.post(parcel.sample()).expect(200).json();
    assertEquals(List.of("A", "A", "A", "B", "B", "B"), texts(answer.path("events"), "carrier"));
    List<String> times = texts(answer.path("events"), "time");
    assertEquals(times.stream().sorted().toList(), times);
    assertEquals("2026-11-21T09:45:00Z", answer.path("latest").path("time").asString());
    assertFalse(answer.path("partial").asBoolean(true));
    assertEquals("succeeded", parcel.run("PB00348877").path("state").asString());
  }

  @Test
  void aCarrierThatIsCutOffIsNamedWithTheReason() {
    LiveTemplate parcel = live("parcel-tracking");
    PARTIES.fault("carrier-b", Map.of("cut", true));
    JsonNode answer = parcel.post(parcel.sample()).expect(200).json();
    assertTrue(answer.path("partial").asBoolean(), answer.toString());
    assertEquals(List.of("B"), texts(answer.path("noAnswer"), "carrier"));
    assertFalse(answer.path("noAnswer").path(0).path("why").asString("").isEmpty());
    assertEquals(List.of("A", "A", "A"), texts(answer.path("events"), "carrier"));
  }

  @Test
  void aParcelOfOneCarrierIsNotPartial() {
    LiveTemplate parcel = live("parcel-tracking");
    ObjectNode question = parcel.sample().put("number", "JD014600001");
    JsonNode answer = parcel.post(question).expect(200).json();
    assertEquals(3, answer.path("events").size(), answer.toString());
    assertFalse(answer.path("partial").asBoolean(true), answer.toString());
  }
}
