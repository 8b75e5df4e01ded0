package io.patchbay.plugins.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import io.patchbay.plugin.Secret;
import io.patchbay.plugin.http.HttpHeaders;
import io.patchbay.plugin.testkit.TestConnection;
import io.patchbay.plugin.testkit.TestPlatform;
import io.patchbay.plugin.testkit.TestWebhook;
import io.patchbay.plugin.webhook.Signatures;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import io.patchbay.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactEventsTest {
  private final Sandbox sandbox = Sandbox.start(0);
  private final TestPlatform platform = TestPlatform.of(CrmConnector.class);
  private final TestConnection crm =
      platform.connect(Map.of("baseUrl", sandbox.baseUri() + "/crm", "apiKey", "sandbox-crm-key"));
  private final BlockingQueue<WebhookRequest> deliveries = new LinkedBlockingQueue<>();
  private final HttpServer receiver = receiver();
  private final TestWebhook webhook =
      crm.webhook(
          "contactEvent",
          Map.of("events", List.of("contact.created")),
          URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"));

  private HttpServer receiver() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpHeaders headers = new HttpHeaders(exchange.getRequestHeaders());
            deliveries.add(new WebhookRequest("POST", headers, Map.of(), body, Instant.now()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    platform.close();
    sandbox.close();
  }

  @Test
  void aDeliveryOfTheCrmBecomesAnEvent() throws Exception {
    WebhookRegistration registration = webhook.register();
    crm.run("createContact", Map.of("name", "Ada", "email", "ada@example.org"));
    WebhookRequest delivery = deliveries.poll(10, TimeUnit.SECONDS);
    assertInstanceOf(WebhookRequest.class, delivery, "The CRM did not deliver.");
    var accepted =
        assertInstanceOf(WebhookResult.Accepted.class, webhook.receive(registration, delivery));
    assertEquals(1, accepted.events().size());
    webhook.unregister(registration);
    webhook.unregister(registration);
  }

  private static final WebhookRegistration REGISTRATION =
      WebhookRegistration.of("wh_1", Secret.of("whsec_1"));
  private static final String BODY =
      """
      {"id": "evt_1", "type": "contact.created", "createdAt": "2026-11-23T18:30:00Z", "data":
       {"id": "con_1", "name": "Ada", "email": "ada@example.org", "updatedAt": "2026-11-23T18:30:00Z"}}\
      """;

  private WebhookResult<?> receive(
      String secret, Instant signedAt, String signedBody, String body) {
    String time = String.valueOf(signedAt.getEpochSecond());
    String signature =
        Signatures.hmacSha256Hex(
            Secret.of(secret), (time + "." + signedBody).getBytes(StandardCharsets.UTF_8));
    HttpHeaders headers =
        new HttpHeaders(Map.of("X-Crm-Signature", List.of("t=" + time + ",v1=" + signature)));
    return webhook.receive(REGISTRATION, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void acceptsWhatIsSignedWithTheSecretOfTheRegistration() {
    assertInstanceOf(WebhookResult.Accepted.class, receive("whsec_1", Instant.now(), BODY, BODY));
  }

  @Test
  void rejectsForeignAlteredAndOldDeliveries() {
    Instant now = Instant.now();
    String altered = BODY.replace("Ada", "Eve");
    assertInstanceOf(WebhookResult.Rejected.class, receive("whsec_2", now, BODY, BODY));
    assertInstanceOf(WebhookResult.Rejected.class, receive("whsec_1", now, BODY, altered));
    assertInstanceOf(
        WebhookResult.Rejected.class, receive("whsec_1", now.minusSeconds(360), BODY, BODY));
    assertInstanceOf(
        WebhookResult.Rejected.class, receive("whsec_1", now.plusSeconds(360), BODY, BODY));
    assertInstanceOf(
        WebhookResult.Rejected.class,
        webhook.receive(REGISTRATION, HttpHeaders.NONE, BODY.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void ignoresEventsThatTheFlowDoesNotAskFor() {
    String updated = BODY.replace("contact.created", "contact.updated");
    assertInstanceOf(
        WebhookResult.Ignored.class, receive("whsec_1", Instant.now(), updated, updated));
  }
}
