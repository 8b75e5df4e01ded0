package io.patchbay.plugins.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.testkit.TestConnection;
import io.patchbay.plugin.testkit.TestPlatform;
import io.patchbay.plugin.testkit.TestPoll;
import io.patchbay.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What this connector does with a real CRM: the sandbox's. */
class CrmConnectorTest {
  private final Sandbox sandbox = Sandbox.start(0);
  private final TestPlatform platform = TestPlatform.of(CrmConnector.class);
  private final TestConnection crm = connect("sandbox-crm-key");

  @AfterEach
  void stop() {
    platform.close();
    sandbox.close();
  }

  private TestConnection connect(String key) {
    return platform.connect(Map.of("baseUrl", sandbox.baseUri() + "/crm", "apiKey", key));
  }

  private static Map<String, Object> grace() {
    return Map.of("name", "Grace Okafor", "email", "grace@example.org");
  }

  @Test
  void checkAcceptsTheRightKeyAndNamesTheWrongOne() {
    assertInstanceOf(CheckResult.Ok.class, crm.check());
    CheckResult.Failed failed =
        assertInstanceOf(CheckResult.Failed.class, connect("wrong").check());
    assertEquals(ErrorKind.AUTHENTICATION, failed.kind());
  }

  @Test
  void findsWhatItCreatedAndUpdated() {
    Object id = crm.run("createContact", grace()).get("id");
    crm.run("updateContact", Map.of("id", String.valueOf(id), "company", "Bluebird"));
    Map<String, @Nullable Object> found = crm.run("findContact", Map.of("id", String.valueOf(id)));
    assertEquals("Grace Okafor", found.get("name"));
    assertEquals("Bluebird", found.get("company"));
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertEquals(Optional.empty(), crm.find("findContact", Map.of("id", "no/such id")));
  }

  @Test
  void refusesAnInputBeforeItIsSent() {
    ConnectorException e =
        assertThrows(
            ConnectorException.class,
            () -> crm.run("createContact", Map.of("name", "", "email", "not an address")));
    assertEquals(ErrorKind.INVALID_INPUT, e.kind());
    assertEquals(
        "The input of 'createContact' is not valid: /name: must not be empty; /email: must match"
            + " [^@\\s]+@[^@\\s]+",
        e.getMessage());
  }

  @Test
  void createsOneContactHoweverOftenTheStepIsRepeated() {
    Object first = crm.attempt("step-1", 1, "createContact", grace()).orElseThrow().get("id");
    Object second = crm.attempt("step-1", 2, "createContact", grace()).orElseThrow().get("id");
    assertEquals(first, second);
  }

  @Test
  void aMessageWhoseAnswerWasLostIsFoundAndNotSentAgain() throws Exception {
    Map<String, Object> input = Map.of("contactId", aContact(), "text", "On its way.");
    assertEquals(Optional.empty(), crm.lookUp("step-7", "sendMessage", input));
    breakMessagesOnce();
    ConnectorException e =
        assertThrows(
            ConnectorException.class, () -> crm.attempt("step-7", 1, "sendMessage", input));
    assertEquals(ErrorKind.OUTCOME_UNKNOWN, e.kind());
    assertEquals(
        "On its way.", crm.lookUp("step-7", "sendMessage", input).orElseThrow().get("text"));
  }

  private String aContact() {
    return String.valueOf(crm.run("createContact", grace()).get("id"));
  }

  /** The CRM does its work and closes the connection before it answers. */
  private void breakMessagesOnce() throws Exception {
    HttpRequest fault =
        HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/_sandbox/faults/crm/contacts"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"cut\": true, \"times\": 1}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(200, client.send(fault, BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void pollingTellsOfChangesAndNotOnlyOfNewContacts() {
    TestPoll poll = crm.poll("contactChanged", Map.of());
    String id = aContact();
    assertEquals(List.of("Grace Okafor"), poll.drain().stream().map(c -> c.get("name")).toList());
    crm.run("updateContact", Map.of("id", id, "name", "Grace Hopper"));
    assertEquals(List.of("Grace Hopper"), poll.drain().stream().map(c -> c.get("name")).toList());
    assertTrue(poll.drain().isEmpty());
  }
}
