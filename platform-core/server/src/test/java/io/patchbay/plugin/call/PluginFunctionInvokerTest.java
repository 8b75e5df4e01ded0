package io.patchbay.plugin.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionCall;
import io.patchbay.connection.Connection.Status;
import io.patchbay.connection.SaveResult;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.http.RawServer;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PluginFunctionInvokerTest {

  private static final String KEY = "s3cret-shop-key";

  private static final String ID = "{\"id\":\"7\"}";

  @TempDir Path folder;
  private RawServer shop;
  private RawServer.Answer answer = (request, out) -> RawServer.plain(out, "200 OK", "{}");
  private TestPlatform platform;
  private PluginFunctionInvoker invoker;
  private TenantId tenant;

  @BeforeEach
  void start() throws Exception {
    shop = new RawServer((request, out) -> answer.write(request, out));
    platform = new TestPlatform(folder, "127.0.0.1:" + shop.port());
    platform.install(ShopPlugin.bundle());
    invoker = new PluginFunctionInvoker(platform.caller);
    tenant = platform.database.newTenant();
    ObjectNode settings =
        (ObjectNode)
            json("{\"url\":\"http://127.0.0.1:" + shop.port() + "\",\"key\":\"" + KEY + "\"}");
    assertInstanceOf(
        SaveResult.Saved.class,
        platform.connections.create(tenant, "main", "shop", "default", settings));
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
    shop.close();
  }

  @Test
  void runsAnActionWithItsConnection() throws Exception {
    answer = (request, out) -> json(out, "200 OK", "{\"state\":\"new\"}");
    CallOutcome outcome = invoke("shop.find", "main", "{\"id\":\"7\"}");
    assertEquals(
        "{\"state\":\"new\"}",
        assertInstanceOf(CallOutcome.Succeeded.class, outcome).output().toString());
    assertTrue(shop.requests.getFirst().head().contains("Bearer " + KEY));
    assertFalse(platform.recorded.toString().contains(KEY));
  }

  @Test
  void theCatalogueKnowsTheAction() {
    var found = new PluginFunctionCatalog(platform.host).find(tenant, "shop.pay", "1.0.0");
    assertEquals(EffectKind.UNSAFE, found.orElseThrow().effect());
    assertEquals("shop", found.orElseThrow().connector());
    assertEquals(
        Optional.empty(),
        new PluginFunctionCatalog(platform.host).find(tenant, "shop.pay", "9.0.0"));
  }

  @Test
  void aWrongInputIsRefusedWithAllItsProblems() throws Exception {
    CallOutcome.Failed failed = failed(invoke("shop.find", "main", "{\"other\":1}"));
    assertTrue(failed.error().is(ErrorType.VALIDATION));
    assertTrue(failed.error().detail().contains("/id"), failed.error().detail());
    assertTrue(failed.error().detail().contains("/other"), failed.error().detail());
    assertFalse(failed.retry().retryable());
  }

  @Test
  void whatIsNotThereIsAMistakeOfTheFlow() throws Exception {
    for (CallOutcome outcome :
        new CallOutcome[] {
          invoke("shop.nothing", "main", "{}"),
          invoke("shop.find", "nothing", "{\"id\":\"7\"}"),
          invoke("shop.find", null, "{\"id\":\"7\"}")
        }) {
      assertTrue(failed(outcome).error().is(ErrorType.CONFIGURATION));
    }
    TenantId other = platform.database.newTenant();
    CallOutcome foreign = invoke(other, "shop.find", "main", "{\"id\":\"7\"}", 10);
    assertTrue(failed(foreign).error().is(ErrorType.CONFIGURATION));
    assertEquals(0, shop.requests.size());
  }

  @Test
  void aRefusalOfTheCredentialsMarksTheConnection() throws Exception {
    answer = (request, out) -> json(out, "401 No", "{\"error\":\"key " + KEY + " is revoked\"}");
    CallOutcome.Failed failed = failed(invoke("shop.find", "main", "{\"id\":\"7\"}"));
    assertTrue(failed.error().is(ErrorType.AUTHENTICATION));
    assertFalse(failed.toString().contains(KEY), failed.toString());
    var connection = platform.connections.find(tenant, "main").orElseThrow();
    assertEquals(Status.FAILING, connection.status());
    assertFalse(String.valueOf(connection.statusMessage()).contains(KEY));
  }

  @Test
  void retryFactsOfTheOtherSideReachTheFlow() throws Exception {
    answer = (request, out) -> json(out, "429 Slow\r\nRetry-After: 40", "{}");
    CallOutcome.Failed failed = failed(invoke("shop.find", "main", "{\"id\":\"7\"}"));
    assertEquals(429, failed.error().status());
    assertTrue(failed.retry().retryable());
    assertEquals(Duration.ofSeconds(40), failed.retry().retryAfter());
    CallOutcome.Failed early = failed(invoke("shop.find", "main", "{\"id\":\"7\"}"));
    assertEquals(429, early.error().status());
    assertEquals(1, shop.requests.size(), "no early call");
  }

  @Test
  void anUnsafeActionWithoutAnswerIsLookedUp() throws Exception {
    answer =
        (request, out) -> {
          if (request.path().equals("/pay")) {
            out.close();
          } else {
            json(out, "200 OK", "{\"state\":\"paid\"}");
          }
        };
    CallOutcome outcome = invoke("shop.pay", "main", "{\"id\":\"7\"}");
    assertEquals(
        "paid",
        assertInstanceOf(CallOutcome.Succeeded.class, outcome).output().path("state").asString());
    answer =
        (request, out) -> {
          if (request.path().equals("/pay")) {
            out.close();
          } else {
            json(out, "404 None", "{}");
          }
        };
    assertTrue(failed(invoke("shop.pay", "main", "{\"id\":\"8\"}")).retry().retryable());
    answer = (request, out) -> out.close();
    assertInstanceOf(CallOutcome.Unknown.class, invoke("shop.pay", "main", "{\"id\":\"9\"}"));
    assertEquals(
        3, shop.requests.stream().filter(r -> r.path().equals("/pay")).count(), "never repeated");
  }

  @Test
  void anEarlierCallIsLookedUpWithoutBeingRepeated() throws Exception {
    answer = (request, out) -> json(out, "200 OK", "{\"state\":\"paid\"}");
    CallOutcome found = invoker.lookUp(call(tenant, "shop.pay", "main", ID, 10)).orElseThrow();
    assertInstanceOf(CallOutcome.Succeeded.class, found);
    answer = (request, out) -> json(out, "404 None", "{}");
    failed(invoker.lookUp(call(tenant, "shop.pay", "main", ID, 10)).orElseThrow());
    answer = (request, out) -> out.close();
    assertInstanceOf(
        CallOutcome.Unknown.class,
        invoker.lookUp(call(tenant, "shop.pay", "main", ID, 10)).orElseThrow());
    assertInstanceOf(
        CallOutcome.Unknown.class,
        invoker.lookUp(call(tenant, "shop.pay", "no-connection", ID, 10)).orElseThrow());
    assertEquals(Optional.empty(), invoker.lookUp(call(tenant, "shop.find", "main", ID, 10)));
    assertTrue(shop.requests.stream().noneMatch(r -> r.path().equals("/pay")));
  }

  @Test
  void anUnsafeActionThatTheOtherSideRefusedSurelyDidNotHappen() throws Exception {
    answer = (request, out) -> json(out, "409 Conflict", "{}");
    assertEquals(409, failed(invoke("shop.pay", "main", "{\"id\":\"7\"}")).error().status());
    assertEquals(1, shop.requests.size());
  }

  @Test
  void aSlowPartnerEndsAtTheDeadline() throws Exception {
    answer = (request, out) -> out.flush();
    Instant start = Instant.now();
    CallOutcome outcome = invoke(tenant, "shop.find", "main", "{\"id\":\"7\"}", 1);
    assertTrue(failed(outcome).error().is(ErrorType.TIMEOUT), outcome.toString());
    assertTrue(Duration.between(start, Instant.now()).toMillis() < 4_000);
  }

  @Test
  void pollsPageByPage() throws Exception {
    PollInvoker polls = new PluginPollInvoker(platform.caller);
    var call =
        new PollInvoker.PollCall(
            tenant,
            "shop.sold",
            "1.0.0",
            "main",
            json("{\"color\":\"red\"}"),
            "4",
            Instant.now(),
            100,
            Instant.now().plusSeconds(10));
    var page = assertInstanceOf(PollInvoker.PollOutcome.Page.class, polls.poll(call));
    assertEquals("5", page.cursor());
    assertEquals("red4", page.items().getFirst().key());
    assertTrue(page.more());
  }

  private CallOutcome invoke(String function, String connection, String input)
      throws InterruptedException {
    return invoke(tenant, function, connection, input, 10);
  }

  private CallOutcome invoke(
      TenantId as, String function, String connection, String input, int seconds)
      throws InterruptedException {
    return invoker.invoke(call(as, function, connection, input, seconds));
  }

  private static FunctionCall call(
      TenantId as, String function, @Nullable String connection, String input, int seconds) {
    CallContext context =
        new CallContext(
            as,
            FlowVersionRef.version(new FlowId("f1"), 1),
            new RunId(UUID.randomUUID()),
            "/do/0/step",
            "",
            1,
            "key-1",
            Instant.now().plusSeconds(seconds),
            false);
    return new FunctionCall(context, function, "1.0.0", connection, json(input));
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }

  private static void json(OutputStream out, String status, String body) throws IOException {
    RawServer.plain(out, status + "\r\nContent-Type: application/json", body);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
