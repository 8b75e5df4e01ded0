package io.patchbay.http.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.HttpCall.Output;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.RawServer;
import io.patchbay.http.call.CallFixture;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiCallsTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      servers: [{url: /v1}]
      paths:
        /orders/{id}:
          get: {operationId: getOrder, parameters: [{name: id, in: path}, {name: tag, in: query}]}
      """;

  private CallFixture world;
  private FlowServiceInvoker services;
  private volatile String document = DOCUMENT;
  private volatile String status = "200 OK\r\nETag: \"1\"";

  @BeforeEach
  void start() throws Exception {
    world = new CallFixture("");
    services = new FlowServiceInvoker(world.authorized, world.invoker, world.grpc(), world.clock);
    world.answer =
        (request, out) -> {
          if (!request.path().startsWith("/docs")) {
            CallFixture.json(out, "200 OK", "{\"id\":7}");
          } else if (request.head().contains("If-None-Match: \"1\"") && status.startsWith("200")) {
            RawServer.plain(out, "304 Not Modified", "");
          } else {
            RawServer.plain(out, status, document);
          }
        };
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void callsTheOperationAndFetchesItsDocumentOnceAMinuteAndTenant() throws Exception {
    assertEquals("{\"id\":7}", output(call("t1", "/docs.yaml", null)).toString());
    call("t1", "/docs.yaml", null);
    assertEquals(
        List.of("/docs.yaml", "/v1/orders/7?tag=a&tag=b", "/v1/orders/7?tag=a&tag=b"),
        world.paths());
    call("t2", "/docs.yaml", null);
    assertEquals(2, world.paths().stream().filter("/docs.yaml"::equals).count());
    world.pass(Duration.ofSeconds(61));
    output(call("t1", "/docs.yaml", null));
    assertTrue(
        world.partner.requests.stream().anyMatch(r -> r.head().contains("If-None-Match")),
        "asked with the ETag");
  }

  @Test
  void documentsOfATenantThatIsGoneAreForgotten() throws Exception {
    output(call("t1", "/docs.yaml", null));
    output(call("t2", "/docs.yaml", null));
    services.forget(new TenantId("t1"));
    output(call("t1", "/docs.yaml", null));
    output(call("t2", "/docs.yaml", null));
    assertEquals(3, world.paths().stream().filter("/docs.yaml"::equals).count());
  }

  @Test
  void manyCallsAtOnceFetchTheDocumentOnce() throws Exception {
    CountDownLatch ready = new CountDownLatch(20);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CallOutcome>> all =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return call("t1", "/docs.yaml", null);
                          }))
              .toList();
      for (Future<CallOutcome> each : all) {
        output(each.get());
      }
    }
    assertEquals(1, world.paths().stream().filter("/docs.yaml"::equals).count());
  }

  @Test
  void aKnownDocumentServesWhileItsServerIsDown() throws Exception {
    output(call("t1", "/docs.yaml", null));
    status = "500 Down";
    world.pass(Duration.ofMinutes(5));
    output(call("t1", "/docs.yaml", null));
    world.pass(Duration.ofHours(1));
    CallOutcome.Failed failed = failed(call("t1", "/docs.yaml", null));
    assertEquals(500, failed.error().status());
    assertTrue(failed.retry().retryable());
  }

  @Test
  void aDocumentThatIsNoneIsAMistakeOfTheFlow() throws Exception {
    document = "<html>not yours</html>";
    CallOutcome.Failed none = failed(call("t1", "/docs1", null));
    assertTrue(none.error().is(ErrorType.CONFIGURATION), none.error().toString());
    document = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
    assertTrue(failed(call("t1", "/docs2", null)).error().is(ErrorType.CONFIGURATION));
    document = "a: &a [x,x,x,x,x,x,x,x,x]\n";
    StringBuilder bomb = new StringBuilder(document);
    for (char c = 'b'; c < 'j'; c++) {
      char before = (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + before + ",").repeat(8)).append('*').append(before).append("]\n");
    }
    document = bomb.toString();
    assertTrue(failed(call("t1", "/docs3", null)).error().is(ErrorType.CONFIGURATION));
    document = "{" + " ".repeat(5 * 1024 * 1024) + "}";
    assertEquals(502, failed(call("t1", "/docs4", null)).error().status());
  }

  @Test
  void theDocumentsServerMayWantToKnowWhoAsks() throws Exception {
    HttpAuthentication token =
        new HttpAuthentication(
            HttpAuthentication.Kind.BEARER, null, CallFixture.tree("{\"token\":\"doc-token\"}"));
    output(call("t1", "/docs.yaml", token));
    assertTrue(world.partner.requests.get(0).head().contains("Authorization: Bearer doc-token"));
    assertTrue(!world.partner.requests.get(1).head().contains("doc-token"));
  }

  @Test
  void addressesInsideAreRefusedForTheDocumentAndForItsServers() throws Exception {
    CallOutcome.Failed inside =
        failed(services.invoke(world.context(), open("http://169.254.169.254/openapi.json", null)));
    assertEquals(403, inside.error().status());
    document = DOCUMENT.replace("/v1}", "'http://169.254.169.254/v1'}");
    assertEquals(403, failed(call("t1", "/docs.yaml", null)).error().status());
  }

  private CallOutcome call(String tenant, String path, HttpAuthentication authentication)
      throws InterruptedException {
    return services.invoke(world.context(tenant), open(world.uri(path).toString(), authentication));
  }

  private static ServiceCall open(String document, HttpAuthentication authentication) {
    return new ServiceCall.OpenApi(
        new Endpoint(document, authentication),
        "getOrder",
        CallFixture.tree("{\"id\":7,\"tag\":[\"a\",\"b\"]}"),
        null,
        Output.CONTENT,
        false);
  }

  private static JsonNode output(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Succeeded.class, outcome, outcome.toString()).output();
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }
}
