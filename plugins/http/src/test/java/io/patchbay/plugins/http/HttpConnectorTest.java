package io.patchbay.plugins.http;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.testkit.TestConnection;
import io.patchbay.plugin.testkit.TestPlatform;
import io.patchbay.sandbox.Sandbox;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpConnectorTest {
  private final Sandbox sandbox = Sandbox.start(0);
  private final TestPlatform platform = TestPlatform.of(HttpConnector.class);

  @AfterEach
  void stop() {
    platform.close();
    sandbox.close();
  }

  private TestConnection open(String path) {
    return platform.connect("none", Map.of("baseUrl", sandbox.baseUri() + path));
  }

  private TestConnection signedIn(String kind, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("baseUrl", sandbox.baseUri() + "/auth");
    return platform.connect(kind, all);
  }

  private static ErrorKind kindOf(Runnable call) {
    return assertThrows(ConnectorException.class, call::run).kind();
  }

  private static int status(Map<String, @Nullable Object> out) {
    return assertInstanceOf(Number.class, out.get("status")).intValue();
  }

  @Test
  void getsJsonWithQueryAndReadsItsParts() {
    Map<String, @Nullable Object> out =
        open("/auth").run("get", Map.of("url", "/open", "query", Map.of("q", "a b&c=ü")));
    assertEquals(200, status(out));
    Map<?, ?> body = assertInstanceOf(Map.class, out.get("body"));
    assertEquals(Map.of("q", List.of("a b&c=ü")), body.get("query"));
    assertTrue(String.valueOf(out.get("headers")).contains("content-type=application/json"));
  }

  @Test
  void sendsJsonFormAndText() {
    assertEquals("{\"a\":1.50}", echoed("json", Map.of("a", new BigDecimal("1.50"))));
    assertEquals("a=1+2&b=", echoed("form", new TreeMap<>(Map.of("a", "1 2", "b", ""))));
    assertEquals("grüezi", echoed("text", "grüezi"));
  }

  private Object echoed(String sendAs, Object body) {
    Map<String, @Nullable Object> out =
        open("/auth").run("request", Map.of("url", "/open", "body", body, "sendAs", sendAs));
    return String.valueOf(((Map<?, ?>) requireNonNull(out.get("body"))).get("body"));
  }

  @Test
  void signsInWithEachKind() {
    signedIn("basic", Map.of("user", "sandbox-user", "password", "sandbox-password"))
        .run("get", Map.of("url", "basic"));
    signedIn("bearer", Map.of("token", "sandbox-token")).run("get", Map.of("url", "/bearer"));
    signedIn("api-key", Map.of("key", "sandbox-api-key")).run("get", Map.of("url", "/apikey"));
    signedIn("api-key", Map.of("key", "sandbox-api-key", "place", "query", "name", "api_key"))
        .run("get", Map.of("url", "/apikey"));
  }

  private TestConnection oauth(String secret, String clientAuth, String query) {
    return signedIn(
        "oauth2-client-credentials",
        Map.of(
            "tokenUrl",
            sandbox.baseUri() + "/oauth/token" + query,
            "clientId",
            "sandbox-client",
            "clientSecret",
            secret,
            "clientAuth",
            clientAuth));
  }

  @Test
  void fetchesOneTokenAndUsesItUntilItEnds() {
    TestConnection connection = oauth("sandbox-secret", "basic", "");
    connection.run("get", Map.of("url", "/oauth"));
    connection.run("get", Map.of("url", "/oauth"));
    assertEquals(1, tokenRequests());
    TestConnection shortLived = oauth("sandbox-secret", "body", "?expires_in=1");
    shortLived.run("get", Map.of("url", "/oauth"));
    shortLived.run("get", Map.of("url", "/oauth"));
    assertEquals(3, tokenRequests(), "A token that is about to end is fetched again.");
  }

  private int tokenRequests() {
    Map<String, @Nullable Object> out =
        open("").run("get", Map.of("url", "/_sandbox/requests", "query", Map.of("party", "oauth")));
    Object body = out.get("body") instanceof Map<?, ?> map ? map.get("items") : out.get("body");
    return assertInstanceOf(List.class, body).size();
  }

  @Test
  void aWrongClientSecretIsAnAuthenticationFailure() {
    TestConnection wrong = oauth("wrong", "basic", "");
    ConnectorException e =
        assertThrows(ConnectorException.class, () -> wrong.run("get", Map.of("url", "/oauth")));
    assertEquals(ErrorKind.AUTHENTICATION, e.kind());
    assertTrue(e.remoteMessage().orElse("").contains("invalid_client"));
    assertEquals(
        ErrorKind.AUTHENTICATION, assertInstanceOf(CheckResult.Failed.class, wrong.check()).kind());
  }

  @Test
  void credentialsGoToTheirOwnHostOnly() {
    TestConnection bearer = signedIn("bearer", Map.of("token", "sandbox-token"));
    for (String url : List.of("https://evil.example/", "//evil.example/x", "http://localhost:1/")) {
      assertEquals(
          ErrorKind.INVALID_INPUT, kindOf(() -> bearer.run("get", Map.of("url", url))), url);
    }
  }

  @Test
  void refusesWhatCannotBeSent() {
    TestConnection open = open("");
    for (Map<String, Object> input :
        List.<Map<String, Object>>of(
            Map.of("url", "/a b"),
            Map.of("url", "/", "headers", Map.of("Host", "x")),
            Map.of("url", "/", "headers", Map.of("X-A", "a\r\nX-B: b")))) {
      assertEquals(ErrorKind.INVALID_INPUT, kindOf(() -> open.run("get", input)), input::toString);
    }
    assertEquals(
        ErrorKind.INVALID_INPUT,
        kindOf(() -> open.run("request", Map.of("url", "/", "body", Map.of(), "sendAs", "text"))));
  }

  @Test
  void statusesOutsideTheExpectedOnesAreFailuresOfTheirKind() {
    TestConnection open = open("");
    assertEquals(ErrorKind.NOT_FOUND, kindOf(() -> open.run("get", Map.of("url", "/nowhere"))));
    assertEquals(404, status(open.run("get", Map.of("url", "/nowhere", "expect", List.of(404)))));
  }

  @Test
  void aRepeatedPostWithAKeyActsOnce() {
    TestConnection payment = open("/payment");
    Map<String, Object> charge = Map.of("amount", 1200, "currency", "EUR", "source", "tok_visa");
    Map<String, Object> input = Map.of("url", "/charges", "body", charge);
    Object first = payment.attempt("key-1", 1, "post", input).orElseThrow().get("body");
    Object second = payment.attempt("key-1", 2, "post", input).orElseThrow().get("body");
    assertEquals(first, second);
  }

  @Test
  void aLostRequestIsSettledByItsLookUp() {
    TestConnection open = open("/auth");
    Map<String, Object> there = Map.of("url", "/open", "lookup", Map.of("url", "/open"));
    Map<String, Object> missing = Map.of("url", "/open", "lookup", Map.of("url", "/nowhere"));
    assertTrue(open.lookUp("k", "request", there).isPresent());
    assertEquals(Optional.empty(), open.lookUp("k", "request", missing));
    assertEquals(
        ErrorKind.OUTCOME_UNKNOWN,
        kindOf(() -> open.lookUp("k", "request", Map.of("url", "/open"))));
  }

  @Test
  void aCutConnectionLeavesTheOutcomeOfARequestUnknown() {
    TestConnection open = open("/auth");
    Map<String, Object> cut = Map.of("url", "/open", "headers", Map.of("X-Sandbox-Fault", "cut"));
    assertEquals(ErrorKind.OUTCOME_UNKNOWN, kindOf(() -> open.run("request", cut)));
  }
}
