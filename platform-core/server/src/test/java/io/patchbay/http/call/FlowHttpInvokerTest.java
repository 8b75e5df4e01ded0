package io.patchbay.http.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.HttpAuthentication.Kind;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpCall.Output;
import io.patchbay.call.SecretRef;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connection.ResolvedConnection;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.RawServer;
import io.patchbay.http.RecordedExchange;
import io.patchbay.http.SecretMask;
import io.patchbay.http.apache.ApacheOutboundHttp;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class FlowHttpInvokerTest {

  private static final TenantId TENANT = new TenantId("t1");
  private static final String SECRET = "s3cret-partner-key";

  private final Map<String, ResolvedConnection> connections = new HashMap<>();
  private final List<RecordedExchange> recorded = new CopyOnWriteArrayList<>();
  private RawServer partner;
  private RawServer.Answer answer = (request, out) -> json(out, "200 OK", "{\"ok\":true}");
  private ApacheOutboundHttp http;
  private FlowHttpInvoker invoker;

  @BeforeEach
  void start() throws Exception {
    partner = new RawServer((request, out) -> answer.write(request, out));
    InstantSource clock = InstantSource.system();
    http =
        new ApacheOutboundHttp(
            EgressPolicy.parse("127.0.0.1:" + partner.port()),
            new CallBudgets(clock),
            (origin, exchange) -> recorded.add(exchange),
            clock);
    invoker = new FlowHttpInvoker(new AuthorizedHttp(http, new Known(), clock));
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    partner.close();
  }

  @Test
  void sendsBodyQueryHeadersAndTheIdempotencyKey() throws Exception {
    CallOutcome outcome =
        invoker.exchange(
            new HttpCall(
                context(),
                "POST",
                uri("/orders?a=1"),
                Map.of("X-One", "1"),
                Map.of("q", List.of("ä b", "c")),
                tree("{\"id\":7}"),
                Output.CONTENT,
                false,
                null));
    assertEquals("{\"ok\":true}", output(outcome).toString());
    RawServer.Request sent = partner.requests.getFirst();
    assertEquals("/orders?a=1&q=%C3%A4%20b&q=c", sent.path());
    assertEquals("{\"id\":7}", sent.bodyText());
    for (String part :
        List.of("X-One: 1", "Idempotency-Key: key-1", "Content-Type: application/json")) {
      assertTrue(sent.head().contains(part), sent.head());
    }
  }

  @Test
  void theOutputIsWhatTheFlowAskedFor() throws Exception {
    answer = (request, out) -> RawServer.plain(out, "200 OK\r\nX-A: b", "hello");
    assertEquals("\"hello\"", output(get("/", Output.CONTENT, null)).toString());
    assertEquals("\"aGVsbG8=\"", output(get("/", Output.RAW, null)).toString());
    JsonNode whole = output(get("/p?token=abc", Output.RESPONSE, null));
    assertEquals(200, whole.path("statusCode").asInt());
    assertEquals("b", whole.path("headers").path("x-a").asString());
    assertEquals("GET", whole.path("request").path("method").asString());
    assertTrue(whole.path("request").path("uri").asString().endsWith("/p?token=•••"));
    answer = (request, out) -> json(out, "200 OK", "{\"big\":12345678901234567890.123}");
    assertEquals(
        "{\"big\":12345678901234567890.123}", output(get("/", Output.CONTENT, null)).toString());
  }

  @Test
  void aStatusOutsideTheGoodOnesIsACommunicationErrorWithRetryFacts() throws Exception {
    answer = (request, out) -> json(out, "503 Busy\r\nRetry-After: 1", "{\"why\":\"tea\"}");
    CallOutcome.Failed busy = failed(get("/x", Output.CONTENT, null));
    assertTrue(busy.error().is(ErrorType.COMMUNICATION));
    assertEquals(503, busy.error().status());
    assertTrue(busy.error().detail().contains("tea"));
    assertEquals(Duration.ofSeconds(1), busy.retry().retryAfter());
    answer = (request, out) -> json(out, "422 Bad", "{}");
    CallOutcome.Failed bad = failed(get("/x", Output.CONTENT, null));
    assertFalse(bad.retry().retryable());
    assertNull(bad.retry().retryAfter());
    answer = (request, out) -> RawServer.plain(out, "302 Found\r\nLocation: /y", "");
    assertEquals(302, failed(get("/x", Output.CONTENT, null)).error().status());
  }

  @Test
  void aPostWithoutAnswerIsUnknownAndAGetHasFailed() throws Exception {
    answer = (request, out) -> out.close();
    CallOutcome post =
        invoker.exchange(
            new HttpCall(
                context(),
                "POST",
                uri("/"),
                Map.of(),
                Map.of(),
                null,
                Output.CONTENT,
                false,
                null));
    assertInstanceOf(CallOutcome.Unknown.class, post);
    assertTrue(failed(get("/", Output.CONTENT, null)).retry().retryable());
  }

  @Test
  void whatMayNotBeCalledIsRefusedForGood() throws Exception {
    CallOutcome outcome =
        invoker.exchange(
            new HttpCall(
                context(),
                "GET",
                URI.create("http://169.254.169.254/latest"),
                Map.of(),
                Map.of(),
                null,
                Output.CONTENT,
                false,
                null));
    assertEquals(403, failed(outcome).error().status());
    assertFalse(failed(outcome).retry().retryable());
  }

  @Test
  void basicAndBearerComeFromConnectionsAndAreNowhereToBeSeen() throws Exception {
    connect("login", Map.of("user", "me", "password", SECRET));
    connect("key", Map.of("token", SECRET));
    get("/", Output.CONTENT, HttpAuthentication.bySecret(Kind.BASIC, "login"));
    get("/", Output.CONTENT, HttpAuthentication.bySecret(Kind.BEARER, "key"));
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.set("token", JsonNodeFactory.instance.pojoNode(new SecretRef("key")));
    get("/", Output.CONTENT, new HttpAuthentication(Kind.BEARER, null, properties));
    assertTrue(partner.requests.get(0).head().contains("Authorization: Basic bWU6"));
    assertTrue(partner.requests.get(1).head().contains("Authorization: Bearer " + SECRET));
    assertTrue(partner.requests.get(2).head().contains("Authorization: Bearer " + SECRET));
    assertFalse(recorded.toString().contains(SECRET));
    assertFalse(recorded.toString().contains("bWU6"));
  }

  @Test
  void credentialsOfAConnectionGoToItsHostOnly() throws Exception {
    connect("key", Map.of("token", SECRET, "baseUrl", "https://api.example.org"));
    CallOutcome outcome = get("/", Output.CONTENT, HttpAuthentication.bySecret(Kind.BEARER, "key"));
    assertTrue(failed(outcome).error().detail().contains("https://api.example.org:443"));
    assertEquals(0, partner.requests.size());
  }

  @Test
  void aMissingConnectionIsAMistakeOfTheFlow() throws Exception {
    CallOutcome outcome =
        get("/", Output.CONTENT, HttpAuthentication.bySecret(Kind.BASIC, "nobody"));
    assertTrue(failed(outcome).error().is(ErrorType.CONFIGURATION));
  }

  @Test
  void clientCredentialsAreFetchedOnceAndAgainWhenTheTokenIsRefused() throws Exception {
    connect(
        "app",
        Map.of("clientId", "me", "clientSecret", SECRET, "tokenUrl", uri("/token").toString()));
    answer =
        (request, out) -> {
          long tokens = partner.requests.stream().filter(r -> r.path().equals("/token")).count();
          if (request.path().equals("/token")) {
            json(out, "200 OK", "{\"access_token\":\"tok-" + tokens + "\",\"expires_in\":600}");
          } else {
            boolean revoked = request.head().contains("tok-1") && request.path().equals("/revoked");
            json(out, revoked ? "401 No" : "200 OK", "{}");
          }
        };
    HttpAuthentication oauth = HttpAuthentication.bySecret(Kind.OAUTH2, "app");
    output(get("/a", Output.CONTENT, oauth));
    output(get("/b", Output.CONTENT, oauth));
    assertEquals(
        List.of("/token", "/a", "/b"),
        partner.requests.stream().map(RawServer.Request::path).toList());
    output(get("/revoked", Output.CONTENT, oauth));
    assertTrue(partner.requests.getLast().head().contains("Bearer tok-2"));
    assertFalse(recorded.toString().contains(SECRET));
    assertFalse(recorded.toString().contains("tok-"));
  }

  @Test
  void answersADigestChallenge() throws Exception {
    // The example of RFC 7616, 3.9.1.
    assertTrue(
        Digest.answer(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                "GET",
                URI.create("http://www.example.org/dir/index.html"),
                "Mufasa",
                "Circle of Life",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
            .contains(
                "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""));
    connect("login", Map.of("user", "me", "password", SECRET));
    answer =
        (request, out) ->
            RawServer.plain(
                out,
                request.head().contains("Authorization: Digest")
                    ? "200 OK"
                    : "401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"",
                "");
    output(get("/", Output.CONTENT, HttpAuthentication.bySecret(Kind.DIGEST, "login")));
    assertEquals(2, partner.requests.size());
  }

  private CallOutcome get(String path, Output output, HttpAuthentication authentication)
      throws InterruptedException {
    return invoker.exchange(
        new HttpCall(
            context(), "GET", uri(path), Map.of(), Map.of(), null, output, false, authentication));
  }

  private void connect(String name, Map<String, String> settings) {
    List<String> secrets =
        settings.entrySet().stream()
            .filter(e -> e.getValue().equals(SECRET))
            .map(Map.Entry::getValue)
            .toList();
    connections.put(
        name,
        new ResolvedConnection(
            name, "http", "any", 1, new HashMap<>(settings), secrets, SecretMask.of(secrets)));
  }

  private static CallContext context() {
    return new CallContext(
        TENANT,
        FlowVersionRef.version(new FlowId("f1"), 1),
        new RunId(UUID.randomUUID()),
        "/do/0/call",
        "",
        1,
        "key-1",
        Instant.now().plusSeconds(10),
        false);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + partner.port() + path);
  }

  private static JsonNode output(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Succeeded.class, outcome, outcome.toString()).output();
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }

  private static void json(OutputStream out, String status, String body) throws IOException {
    RawServer.plain(out, status + "\r\nContent-Type: application/json", body);
  }

  private static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private final class Known implements ConnectionResolver {
    @Override
    public Optional<ResolvedConnection> find(TenantId tenant, String name) {
      return tenant.equals(TENANT) ? Optional.ofNullable(connections.get(name)) : Optional.empty();
    }

    @Override
    public void refused(TenantId tenant, String name, String message) {}
  }
}
