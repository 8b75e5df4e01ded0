package io.patchbay.call.asyncapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallRefused;
import io.patchbay.call.Endpoint;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.YamlText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AsyncApiDocumentTest {
  private static final String TWO =
      """
      asyncapi: 2.6.0
      defaultContentType: application/cloudevents+json
      servers:
        broker: {url: 'kafka.example:9092', protocol: kafka}
        web:
          url: '{region}.example/base/'
          protocol: https
          variables: {region: {default: eu, enum: [eu, us]}}
      channels:
        users/{userId}/signedUp:
          parameters: {userId: {location: '$message.payload#/user/id'}}
          publish: {operationId: signedUp, bindings: {http: {method: PUT}}}
        only/kafka:
          servers: [broker]
          publish: {operationId: toKafka}
      """;

  private static final String THREE =
      """
      asyncapi: 3.0.0
      servers:
        web: {host: 'api.example:8443', pathname: /hooks, protocol: http}
      channels:
        created:
          address: orders/{kind}/created
          parameters: {kind: {default: any}}
          servers: [{$ref: '#/servers/web'}]
          messages: {one: {$ref: '#/components/messages/order'}}
      operations:
        onCreated: {action: receive, channel: {$ref: '#/channels/created'}}
      components:
        messages: {order: {contentType: application/vnd.order+json}}
      """;

  @Test
  void findsOperationsChannelsAndServersOfVersion2() throws Exception {
    AsyncApiRequest request = request(TWO, "signedUp", null, null, "{}");
    assertEquals(
        new AsyncApiRequest(
            "PUT",
            java.net.URI.create("https://eu.example/base/users/a%2Fb/signedUp"),
            "application/cloudevents+json"),
        request);
    assertEquals(
        "https://us.example/base/users/9/signedUp",
        request(TWO, null, "users/{userId}/signedUp", "web", "{region: us, userId: 9}")
            .uri()
            .toString());
  }

  @Test
  void findsOperationsChannelsAndServersOfVersion3() throws Exception {
    AsyncApiRequest request = request(THREE, "onCreated", null, null, "{}");
    assertEquals("POST", request.method());
    assertEquals("http://api.example:8443/hooks/orders/any/created", request.uri().toString());
    assertEquals("application/vnd.order+json", request.contentType());
    assertEquals(
        "http://api.example:8443/hooks/orders/b2b/created",
        request(THREE, null, "created", null, "{kind: b2b}").uri().toString());
  }

  @Test
  void otherProtocolsAreRefusedByName() {
    assertRefused("The server 'broker' speaks kafka", TWO, "signedUp", "broker");
    assertRefused("None of the channel's servers speaks http", TWO, "toKafka", null);
    assertRefused("Did you mean 'signedUp'?", TWO, "signedUpp", null);
    assertRefused("is not supported: use 2.x or 3.0", "asyncapi: 1.2.0\n", "x", null);
    assertRefused("it has no `asyncapi`", "openapi: 3.0.0\n", "x", null);
  }

  private static void assertRefused(String part, String document, String operation, String server) {
    CallRefused refused =
        assertThrows(CallRefused.class, () -> request(document, operation, null, server, "{}"));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  private static AsyncApiRequest request(
      String document, String operation, String channel, String server, String variables)
      throws CallRefused {
    return new AsyncApiDocument(yaml(document))
        .request(
            new ServiceCall.AsyncApi(
                new Endpoint("https://docs.example", null),
                operation,
                channel,
                server,
                yaml(variables),
                yaml("{user: {id: a/b}}"),
                yaml("{}"),
                null));
  }

  private static JsonNode yaml(String text) {
    return YamlText.read(text, ParseLimits.STANDARD).root().json();
  }
}
