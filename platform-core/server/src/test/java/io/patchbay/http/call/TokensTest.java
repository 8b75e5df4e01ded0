package io.patchbay.http.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.HttpAuthentication.Kind;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpCall.Output;
import io.patchbay.flow.ErrorType;
import io.patchbay.tenant.TenantId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens from a real token server in this process. */
class TokensTest {
  private static final String SECRET = "a-client-secret-of-32-characters!";

  private MockOAuth2Server tokens;
  private CallFixture world;

  @BeforeEach
  void start() throws Exception {
    tokens = new MockOAuth2Server();
    tokens.start();
    world = new CallFixture(",localhost:*");
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
    tokens.shutdown();
  }

  @Test
  void oidcFindsTheTokenEndpointByDiscoveryOnce() throws Exception {
    String client = "'client':{'id':'me','secret':'" + SECRET + "'}";
    output(get(Kind.OIDC, "{'authority':'" + issuer("a") + "'," + client + ",'scopes':['x','y']}"));
    output(get(Kind.OIDC, "{'authority':'" + issuer("a") + "/'," + client + ",'scopes':['z']}"));
    assertEquals("/a/.well-known/openid-configuration", request().getPath());
    Map<String, String> form = form(request());
    assertEquals("client_credentials", form.get("grant_type"));
    assertEquals("x y", form.get("scope"));
    assertEquals(SECRET, form.get("client_secret"));
    assertEquals("z", form(request()).get("scope"));
    String bearer = world.partner.requests.getFirst().head();
    assertTrue(bearer.contains("Authorization: Bearer ey"), bearer);
    assertTrue(!world.recorded.toString().contains(SECRET));
  }

  @Test
  void anotherIssuerThanTheAuthorityIsRefusedUnlessItIsNamed() throws Exception {
    world.answer =
        (request, out) ->
            CallFixture.json(
                out,
                "200 OK",
                "{\"issuer\":\"https://evil.example\",\"token_endpoint\":\""
                    + issuer("b")
                    + "/token\",\"ok\":true}");
    String begin = "{'authority':'" + world.uri("") + "','client':{'id':'me','secret':'s123'}";
    CallOutcome.Failed failed = failed(get(Kind.OIDC, begin + "}"));
    assertTrue(failed.error().is(ErrorType.AUTHENTICATION));
    assertTrue(failed.error().detail().contains("https://evil.example"));
    output(get(Kind.OIDC, begin + ",'issuers':['https://evil.example']}"));
  }

  @Test
  void clientsProveThemselvesInEveryWay() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String begin = "{'authority':'" + issuer("c") + "','endpoints':{'token':'/token'},";
    output(get(Kind.OAUTH2, begin + client("client_secret_basic", "s:e cret") + "}"));
    String basic = request().getHeader("Authorization");
    assertEquals("m%26e:s%3Ae+cret", decoded(basic.substring("Basic ".length())));

    // The server wants more than a name, and says so.
    failed(get(Kind.OAUTH2, begin + client("none", "") + "}"));
    assertEquals("m&e", form(request()).get("client_id"));

    output(get(Kind.OAUTH2, begin + client("client_secret_jwt", SECRET) + "}"));
    String[] jwt = form(request()).get("client_assertion").split("\\.");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertEquals(
        jwt[2],
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                mac.doFinal((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII))));
    assertEquals(issuer("c") + "/token", CallFixture.tree(decoded(jwt[1])).path("aud").asString());

    String pem =
        "-----BEGIN PRIVATE KEY-----"
            + Base64.getEncoder().encodeToString(rsa.getPrivate().getEncoded())
            + "-----END PRIVATE KEY-----";
    output(get(Kind.OAUTH2, begin + client("private_key_jwt", pem) + "}"));
    String[] signed = form(request()).get("client_assertion").split("\\.");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(rsa.getPublic());
    signature.update((signed[0] + "." + signed[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(signed[2])));
    assertTrue(!world.recorded.toString().contains(signed[2]), "assertions are not kept");
  }

  @Test
  void passwordAndTokenExchangeAreGrants() throws Exception {
    String begin =
        "{'authority':'"
            + issuer("d")
            + "','endpoints':{'token':'/token'},"
            + client("client_secret_post", "s123");
    output(
        get(
            Kind.OAUTH2,
            begin
                + ",'grant':'password','username':'u','password':'pass1','audiences':['a','b']}"));
    Map<String, String> password = form(request());
    assertEquals("u", password.get("username"));
    assertEquals("a b", password.get("audience"));
    String subject = tokens.issueToken("d", "somebody", "aud").serialize();
    output(
        get(
            Kind.OAUTH2,
            begin
                + ",'grant':'urn:ietf:params:oauth:grant-type:token-exchange','subject':{'token':'"
                + subject
                + "','type':'access_token'}}"));
    Map<String, String> exchange = form(request());
    assertEquals(subject, exchange.get("subject_token"));
    assertEquals(
        "urn:ietf:params:oauth:token-type:access_token", exchange.get("subject_token_type"));
    CallOutcome.Failed code = failed(get(Kind.OAUTH2, begin + ",'grant':'authorization_code'}"));
    assertTrue(code.error().detail().contains("Connections"), code.error().detail());
  }

  @Test
  void manyCallsAtOnceFetchOneTokenAndAnotherTenantItsOwn() throws Exception {
    String properties =
        "{'authority':'"
            + issuer("e")
            + "','endpoints':{'token':'/token'},"
            + client("client_secret_post", "s123")
            + "}";
    CountDownLatch ready = new CountDownLatch(20);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CallOutcome>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return get(Kind.OAUTH2, properties);
                          }))
              .toList();
      for (Future<CallOutcome> each : all) {
        output(each.get());
      }
    }
    request();
    assertThrows(
        RuntimeException.class,
        () -> tokens.takeRequest(200, TimeUnit.MILLISECONDS),
        "one was enough");
    world.invoker.exchange(call("t2", Kind.OAUTH2, properties));
    request();
    world.pass(Duration.ofHours(2));
    output(get(Kind.OAUTH2, properties));
    request();
  }

  @Test
  void tokensOfATenantThatIsGoneAreForgotten() throws Exception {
    String properties =
        "{'authority':'"
            + issuer("g")
            + "','endpoints':{'token':'/token'},"
            + client("client_secret_post", "s123")
            + "}";
    output(get(Kind.OAUTH2, properties));
    request();
    world.authorized.forget(new TenantId("t1"));
    output(get(Kind.OAUTH2, properties));
    request();
  }

  @Test
  void whatTheTokenServerSaysIsPassedOnWithoutTheSecret() throws Exception {
    world.answer =
        (request, out) ->
            CallFixture.json(
                out,
                "400 Bad",
                "{\"error\":\"invalid_client\",\"error_description\":\"no " + SECRET + "\"}");
    CallOutcome.Failed failed =
        failed(
            get(
                Kind.OAUTH2,
                "{'endpoints':{'token':'"
                    + world.uri("/token")
                    + "'},"
                    + client("client_secret_post", SECRET)
                    + "}"));
    assertTrue(failed.error().detail().contains("invalid_client: no •••"), failed.error().detail());
    assertTrue(failed.error().is(ErrorType.AUTHENTICATION));
    world.answer = (request, out) -> out.close();
    CallOutcome post =
        world.invoker.exchange(
            new HttpCall(
                world.context(),
                "POST",
                world.uri("/x"),
                Map.of(),
                Map.of(),
                null,
                Output.CONTENT,
                false,
                call(
                        "t1",
                        Kind.OAUTH2,
                        "{'endpoints':{'token':'"
                            + world.uri("/t")
                            + "'},"
                            + client("client_secret_post", SECRET)
                            + "}")
                    .authentication()));
    assertTrue(failed(post).retry().retryable(), "the call itself was not sent");
  }

  private static String client(String how, String secret) {
    return "'client':{'id':'m&e','secret':'" + secret + "','authentication':'" + how + "'}";
  }

  private String issuer(String name) {
    return tokens.issuerUrl(name).toString();
  }

  private RecordedRequest request() {
    return tokens.takeRequest();
  }

  private static Map<String, String> form(RecordedRequest request) {
    Map<String, String> form = new TreeMap<>();
    Arrays.stream(request.getBody().readUtf8().split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(
            pair ->
                form.merge(
                    pair[0],
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    (a, b) -> a + " " + b));
    return form;
  }

  private static String decoded(String base64) {
    return new String(
        Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_')),
        StandardCharsets.UTF_8);
  }

  private CallOutcome get(Kind kind, String properties) throws InterruptedException {
    return world.invoker.exchange(call("t1", kind, properties));
  }

  private HttpCall call(String tenant, Kind kind, String properties) {
    return new HttpCall(
        world.context(tenant),
        "GET",
        world.uri("/x"),
        Map.of(),
        Map.of(),
        null,
        Output.CONTENT,
        false,
        new HttpAuthentication(kind, null, CallFixture.tree(properties.replace('\'', '"'))));
  }

  private static CallOutcome.Succeeded output(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Succeeded.class, outcome, outcome.toString());
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }
}
