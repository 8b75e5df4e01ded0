package io.patchbay.http.apache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.http.CallBudgets;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.RawServer;
import io.patchbay.http.RecordedExchange;
import io.patchbay.http.SecretMask;
import io.patchbay.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApacheOutboundHttpTest {

  private static final String SECRET = "s3cret-canary-value";
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<RecordedExchange> recorded = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void bringsBackTheAnswerWhateverItsStatus() throws Exception {
    RawServer server =
        serve((request, out) -> RawServer.plain(out, "418 Teapot\r\nX-Kind: pot", "short"));
    OutboundResponse response = client(allow(server)).send(get(server, "/a?b=c"));
    assertEquals(418, response.status());
    assertEquals("pot", response.header("x-kind").orElseThrow());
    assertEquals("short", new String(response.body(), UTF_8));
    assertEquals("/a?b=c", server.requests.getFirst().path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://LocalHost.:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://2130706433:%d/",
        "http://0x7f.0.0.1:%d/",
        "http://0177.0.0.1:%d/",
        "http://127.1:%d/",
        "http://0:%d/",
        "http://0.0.0.0:%d/",
        "http://127.0.0.1.:%d/",
        "http://rebind.example:%d/",
        "http://mixed.example:%d/",
        "http://user@127.0.0.1:%d/",
        "http://a.example@127.0.0.1:%d/",
        "ftp://127.0.0.1:%d/",
        "file:///etc/passwd?%d",
        "http://[fe80::1%%25lo]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://[2002:7f00:1::]:%d/"
      })
  void reachesNoInnerListenerByAnySpelling(String spelled) throws Exception {
    RawServer server = serve((request, out) -> RawServer.plain(out, "200 OK", "inside"));
    URI uri;
    try {
      uri = new URI(spelled.formatted(server.port()));
    } catch (java.net.URISyntaxException e) {
      return;
    }
    var failure =
        assertThrows(
            OutboundFailure.class,
            () -> client(EgressPolicy.publicOnly()).send(request("GET", uri, List.of(), "")));
    assertTrue(
        failure.kind() == Kind.REFUSED_ADDRESS || failure.kind() == Kind.INVALID_REQUEST,
        failure.getMessage());
    assertFalse(failure.maybeSent());
    assertEquals(List.of(), server.requests);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/in",
        "http://localhost:%d/in",
        "//127.1:%d/in",
        "http://rebind.example:%d/in",
        "file:///etc/passwd?%d"
      })
  void doesNotFollowRedirectsInside(String location) throws Exception {
    RawServer inner = serve((request, out) -> RawServer.plain(out, "200 OK", "inside"));
    RawServer outer =
        serve(
            (request, out) ->
                RawServer.plain(
                    out, "302 Found\r\nLocation: " + location.formatted(inner.port()), ""));
    assertThrows(OutboundFailure.class, () -> client(allow(outer)).send(get(outer, "/")));
    assertEquals(1, outer.requests.size());
    assertEquals(List.of(), inner.requests);
  }

  @ParameterizedTest
  @CsvSource({
    "301,POST,GET",
    "302,POST,GET",
    "303,POST,GET",
    "303,PUT,GET",
    "307,POST,POST",
    "308,PUT,PUT",
    "301,PUT,PUT",
    "302,GET,GET"
  })
  void rewritesTheMethodAsHttpSays(int status, String method, String then) throws Exception {
    RawServer server =
        serve(
            (request, out) ->
                RawServer.plain(
                    out,
                    request.path().equals("/to") ? "200 OK" : status + " Moved\r\nLocation: to",
                    ""));
    OutboundRequest request =
        request(
            method, at(server, "/from"), List.of(new Header("Content-Type", "text/plain")), "data");
    assertEquals(200, client(allow(server)).send(request).status());
    RawServer.Request second = server.requests.get(1);
    assertTrue(second.line().startsWith(then + " /to "), second.line());
    assertEquals(then.equals("GET") && !method.equals("GET") ? "" : "data", second.bodyText());
    assertEquals(2, recorded.size());
  }

  @Test
  void keepsCredentialsFromAnotherHost() throws Exception {
    RawServer other = serve((request, out) -> RawServer.plain(out, "200 OK", ""));
    RawServer first =
        serve(
            (request, out) ->
                RawServer.plain(
                    out, "307 T\r\nLocation: http://127.0.0.1:" + other.port() + "/x", ""));
    List<Header> headers =
        List.of(
            new Header("Authorization", "Bearer abc"),
            new Header("Cookie", "a=b"),
            new Header("X-Custom-Key", SECRET),
            new Header("X-Plain", "stays"));
    client(allow(first, other)).send(request("POST", at(first, "/"), headers, "harmless"));
    String head = other.requests.getFirst().head();
    assertFalse(head.contains("abc") || head.contains("a=b") || head.contains(SECRET), head);
    assertTrue(head.contains("X-Plain: stays"));
    var refused =
        assertThrows(
            OutboundFailure.class,
            () ->
                client(allow(first, other))
                    .send(request("POST", at(first, "/"), List.of(), "key=" + SECRET)));
    assertEquals(Kind.REDIRECT_REFUSED, refused.kind());
  }

  @Test
  void stopsAfterAFewRedirects() throws Exception {
    RawServer server =
        serve((request, out) -> RawServer.plain(out, "302 Found\r\nLocation: /again", ""));
    var e = assertThrows(OutboundFailure.class, () -> client(allow(server)).send(get(server, "/")));
    assertEquals(Kind.REDIRECT_REFUSED, e.kind());
    assertEquals(6, server.requests.size());
  }

  @Test
  void refusesABodyThatInflatesBeyondTheLimit() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    RawServer server =
        serve(
            (request, out) -> {
              out.write(
                  ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + bomb.size()
                          + "\r\n\r\n")
                      .getBytes(UTF_8));
              out.write(bomb.toByteArray());
              out.flush();
            });
    assertEquals(Kind.TOO_LARGE, failure(server).kind());
  }

  @Test
  void refusesAnEndlessBodyWithoutReadingItAll() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    RawServer server =
        serve(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n".getBytes(UTF_8));
              try {
                writeForEver(out, new byte[1 << 16], 0);
              } finally {
                cut.countDown();
              }
            });
    assertEquals(Kind.TOO_LARGE, failure(server).kind());
    assertTrue(cut.await(5, TimeUnit.SECONDS), "the connection is cut");
  }

  @Test
  void refusesEndlessHeaders() throws Exception {
    RawServer server =
        serve(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
              writeForEver(out, "X-A: b\r\n".getBytes(UTF_8), 0);
            });
    assertEquals(Kind.BAD_RESPONSE, failure(server).kind());
  }

  @Test
  void endsADrippingAnswerAtTheDeadline() throws Exception {
    RawServer server =
        serve(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF_8));
              writeForEver(out, new byte[] {'x'}, 20_000_000);
            });
    Instant start = Instant.now();
    var e = failure(server, Duration.ofMillis(700));
    assertEquals(Kind.TIMED_OUT, e.kind());
    assertTrue(e.maybeSent());
    Duration took = Duration.between(start, Instant.now());
    assertTrue(took.toMillis() >= 650 && took.toMillis() < 3000, took.toString());
  }

  @Test
  void anInterruptionEndsTheCall() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    RawServer server = serve((request, out) -> asked.countDown());
    ApacheOutboundHttp client = client(allow(server));
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.send(get(server, "/"));
                  } catch (Exception e) {
                    end.complete(e);
                  }
                });
    assertTrue(asked.await(5, TimeUnit.SECONDS));
    caller.interrupt();
    assertInstanceOf(InterruptedException.class, end.get(5, TimeUnit.SECONDS));
  }

  @Test
  void waitsOutAShortPauseAndNeverCallsEarly() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    List<Instant> times = new CopyOnWriteArrayList<>();
    RawServer server =
        serve(
            (request, out) -> {
              times.add(Instant.now());
              boolean first = calls.incrementAndGet() == 1;
              RawServer.plain(out, first ? "429 Slow\r\nRetry-After: 1" : "200 OK", "");
            });
    ApacheOutboundHttp client = client(allow(server));
    OutboundResponse refused = client.send(get(server, "/"));
    assertEquals(Duration.ofSeconds(1), refused.retryAfter().orElseThrow());
    Instant answered = Instant.now();
    assertEquals(200, client.send(get(server, "/")).status());
    assertTrue(Duration.between(answered, times.get(1)).toMillis() >= 900, times.toString());
  }

  @Test
  void reportsALongPauseAtOnceWithoutCalling() throws Exception {
    RawServer server =
        serve((request, out) -> RawServer.plain(out, "503 Busy\r\nRetry-After: 3000", ""));
    ApacheOutboundHttp client = client(allow(server));
    assertEquals(503, client.send(get(server, "/")).status());
    var e = assertThrows(OutboundFailure.class, () -> client.send(get(server, "/")));
    assertEquals(Kind.PAUSED, e.kind());
    assertTrue(e.retryAfter().orElseThrow().toSeconds() > 2900);
    assertFalse(e.maybeSent());
    assertEquals(1, server.requests.size());
  }

  @Test
  void recordsEveryExchangeWithoutItsSecrets() throws Exception {
    RawServer server =
        serve(
            (request, out) ->
                RawServer.plain(
                    out,
                    "200 OK\r\nContent-Type: application/json\r\nSet-Cookie: sid=abc123",
                    "{\"echo\":\"" + SECRET + "\",\"access_token\":\"tok-778899\",\"ok\":1}"));
    List<Header> headers =
        List.of(
            new Header("Authorization", "Basic " + base64("me:" + SECRET)),
            new Header("X-Trace", "t-1"));
    client(allow(server))
        .send(request("POST", at(server, "/a?api_key=k-112233&p=1"), headers, "x=" + SECRET));
    RecordedExchange kept = recorded.getFirst();
    String all = kept.toString();
    for (String secret :
        List.of(SECRET, "abc123", "tok-778899", "k-112233", base64("me:" + SECRET))) {
      assertFalse(all.contains(secret), all);
    }
    assertTrue(all.contains("t-1") && all.contains("\"ok\":1") && all.contains("p=1"), all);
    assertEquals(200, kept.status());
  }

  @Test
  void recordsACallThatFailed() throws Exception {
    RawServer server = serve((request, out) -> out.close());
    var e =
        assertThrows(
            OutboundFailure.class,
            () -> client(allow(server)).send(request("POST", at(server, "/"), List.of(), "x")));
    assertEquals(Kind.BROKEN, e.kind());
    assertTrue(e.maybeSent());
    assertEquals(e.getMessage(), recorded.getFirst().error());
  }

  @Test
  void aClosedPortIsNotAnUncertainOutcome() throws Exception {
    RawServer server = serve((request, out) -> out.close());
    server.close();
    var e = failure(server);
    assertEquals(Kind.CONNECT_FAILED, e.kind());
    assertFalse(e.maybeSent());
  }

  private static void writeForEver(OutputStream out, byte[] bytes, long pauseNanos)
      throws IOException {
    while (true) {
      out.write(bytes);
      out.flush();
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private OutboundFailure failure(RawServer server) {
    return failure(server, Duration.ofSeconds(20));
  }

  private OutboundFailure failure(RawServer server, Duration patience) {
    OutboundRequest request =
        new OutboundRequest(
            CallOrigin.of(new TenantId("t")),
            "GET",
            at(server, "/"),
            List.of(),
            new byte[0],
            Instant.now().plus(patience),
            SecretMask.none());
    return assertThrows(OutboundFailure.class, () -> client(allow(server)).send(request));
  }

  private RawServer serve(RawServer.Answer answer) throws IOException {
    RawServer server = new RawServer(answer);
    open.add(server);
    return server;
  }

  private ApacheOutboundHttp client(EgressPolicy policy) {
    InstantSource clock = InstantSource.system();
    ApacheOutboundHttp client =
        new ApacheOutboundHttp(
            policy,
            new CallBudgets(clock),
            (origin, exchange) -> recorded.add(exchange),
            clock,
            ApacheOutboundHttpTest::lookUp);
    open.add(client);
    return client;
  }

  private static InetAddress[] lookUp(String host) throws UnknownHostException {
    return switch (host) {
      case "rebind.example" -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
      case "mixed.example" ->
          new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("127.0.0.1")};
      default -> throw new UnknownHostException(host);
    };
  }

  private static EgressPolicy allow(RawServer... servers) {
    StringBuilder list = new StringBuilder();
    for (RawServer server : servers) {
      list.append("127.0.0.1:").append(server.port()).append(',');
    }
    return EgressPolicy.parse(list.toString());
  }

  private static URI at(RawServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static OutboundRequest get(RawServer server, String path) {
    return request("GET", at(server, path), List.of(), "");
  }

  private static OutboundRequest request(
      String method, URI uri, List<Header> headers, String body) {
    return new OutboundRequest(
        CallOrigin.of(new TenantId("t")),
        method,
        uri,
        headers,
        body.getBytes(UTF_8),
        Instant.now().plusSeconds(20),
        SecretMask.of(List.of(SECRET)));
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
