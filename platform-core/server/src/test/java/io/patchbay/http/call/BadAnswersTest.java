package io.patchbay.http.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpCall.Output;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a partner may answer is an error of the step, whatever it is. */
class BadAnswersTest {
  private CallFixture world;

  @BeforeEach
  void start() throws Exception {
    world = new CallFixture("");
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void jsonThatIsNone() throws Exception {
    world.answer = (request, out) -> CallFixture.json(out, "200 OK", "{\"a\": 1");
    CallOutcome.Failed failed = failed(call("GET", Output.CONTENT, 10));
    assertTrue(failed.error().is(ErrorType.COMMUNICATION));
    assertEquals(502, failed.error().status());
    assertTrue(failed.error().detail().contains("output: raw"), failed.error().detail());
    assertInstanceOf(CallOutcome.Succeeded.class, call("GET", Output.RAW, 10));
    assertInstanceOf(
        CallOutcome.Unknown.class, call("POST", Output.CONTENT, 10), "it may have been done");
    world.answer = (request, out) -> CallFixture.json(out, "200 OK", "{} {}");
    assertEquals(502, failed(call("GET", Output.CONTENT, 10)).error().status());
  }

  @Test
  void jsonThatIsTooDeep() throws Exception {
    world.answer =
        (request, out) ->
            CallFixture.json(out, "200 OK", "[".repeat(100_000) + "]".repeat(100_000));
    CallOutcome.Failed failed = failed(call("GET", Output.CONTENT, 10));
    assertTrue(failed.error().detail().contains("200 deep"), failed.error().detail());
  }

  @Test
  void moreThanTheLimit() throws Exception {
    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    world.answer =
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(block);
          }
        };
    CallOutcome.Failed failed = failed(call("GET", Output.CONTENT, 10));
    assertEquals(502, failed.error().status());
    assertTrue(!failed.retry().retryable());
  }

  @Test
  void anAnswerThatNeverEnds() throws Exception {
    world.answer =
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
                  .getBytes(StandardCharsets.US_ASCII));
          out.flush();
        };
    CallOutcome.Failed failed = failed(call("GET", Output.CONTENT, 1));
    assertTrue(failed.error().is(ErrorType.TIMEOUT), failed.error().toString());
    world.answer = (request, out) -> endless(out);
    assertTrue(failed(call("GET", Output.CONTENT, 1)).error().is(ErrorType.TIMEOUT));
  }

  /** A byte now and then, so that nobody can call it silent. */
  private static void endless(java.io.OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 999; i++) {
      out.write('x');
      out.flush();
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void aProblemOfThePartnerKeepsItsWords() throws Exception {
    world.answer =
        (request, out) ->
            RawServer.plain(
                out,
                "422 No\r\nContent-Type: application/problem+json",
                "{\"type\":\"https://p.example/no-credit\",\"title\":\"No credit\",\"status\":422,"
                    + "\"detail\":\"30 needed, 20 there\",\"code\":\"CR-7\",\"balance\":20}");
    CallOutcome.Failed failed = failed(call("POST", Output.CONTENT, 10));
    assertEquals(422, failed.error().status());
    assertEquals(
        "No credit: 30 needed, 20 there [type https://p.example/no-credit] [code CR-7] [balance"
            + " 20]",
        failed.error().detail());
  }

  @Test
  void redirectsAreFollowedWhenTheyAreNoErrors() throws Exception {
    world.answer =
        (request, out) -> {
          if (request.path().equals("/x")) {
            RawServer.plain(out, "302 Found\r\nLocation: /y", "");
          } else {
            CallFixture.json(out, "200 OK", "{}");
          }
        };
    assertEquals(302, failed(call("GET", Output.CONTENT, 10)).error().status());
    CallOutcome followed =
        world.invoker.exchange(
            new HttpCall(
                world.context(),
                "GET",
                world.uri("/x"),
                Map.of(),
                Map.of(),
                null,
                Output.CONTENT,
                true,
                null));
    assertInstanceOf(CallOutcome.Succeeded.class, followed);
  }

  @Test
  void bodiesAreFormsOrPartsWhenTheFlowSaysSo() throws Exception {
    send("application/x-www-form-urlencoded", "{\"a\":[1,2],\"b\":\"x y\"}");
    assertEquals("a=1&a=2&b=x%20y", world.partner.requests.getLast().bodyText());
    send("multipart/form-data", "{\"a\":\"x\",\"b\":{\"c\":1}}");
    RawServer.Request parts = world.partner.requests.getLast();
    String boundary = parts.head().replaceAll("(?s).*boundary=(\\S+).*", "$1");
    assertEquals(
        List.of(
            "",
            "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n",
            "\r\nContent-Disposition: form-data; name=\"b\"\r\nContent-Type:"
                + " application/json\r\n\r\n{\"c\":1}\r\n",
            "--\r\n"),
        List.of(parts.bodyText().split("--" + boundary, -1)));
  }

  private void send(String type, String body) throws InterruptedException {
    world.invoker.exchange(
        new HttpCall(
            world.context(),
            "POST",
            world.uri("/x"),
            Map.of("Content-Type", type),
            Map.of(),
            CallFixture.tree(body),
            Output.CONTENT,
            false,
            null));
  }

  private CallOutcome call(String method, Output output, int seconds) throws InterruptedException {
    CallContext c = world.context();
    CallContext context =
        new CallContext(
            c.tenant(),
            c.flow(),
            c.run(),
            c.step(),
            "",
            1,
            "key-1",
            world.clock.instant().plusSeconds(seconds),
            false);
    return world.invoker.exchange(
        new HttpCall(
            context, method, world.uri("/x"), Map.of(), Map.of(), null, output, false, null));
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }
}
