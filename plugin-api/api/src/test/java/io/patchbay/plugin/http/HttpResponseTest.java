package io.patchbay.plugin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.spi.ConnectorJson;
import io.patchbay.plugin.spi.JsonText;
import io.patchbay.plugin.spi.NoRecords;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpResponseTest {
  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final URI PLACE = URI.create("https://api.example.org/things?key=secret");

  /** Knows one text. */
  private static final JsonText TEXT =
      new JsonText() {
        @Override
        public Object parse(String text) {
          if (text.equals("[1]")) {
            return List.of(1);
          }
          throw ConnectorException.badResponse("It is not JSON.");
        }

        @Override
        public String write(@Nullable Object jdkValue) {
          return String.valueOf(jdkValue);
        }
      };

  private static HttpResponse answer(
      HttpRequest request, int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new HttpResponse(
        request,
        status,
        new HttpHeaders(lists),
        body,
        NOW,
        new ConnectorJson(TEXT, new NoRecords()));
  }

  private static HttpResponse answer(int status, Map<String, String> headers, String body) {
    return answer(HttpRequest.get(PLACE), status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "400,INVALID_INPUT", "401,AUTHENTICATION", "403,FORBIDDEN", "404,NOT_FOUND", "409,CONFLICT",
        "410,NOT_FOUND",
    "412,CONFLICT", "422,INVALID_INPUT", "425,RATE_LIMITED", "429,RATE_LIMITED", "500,REMOTE_ERROR",
        "502,TIMEOUT",
    "503,UNAVAILABLE", "504,TIMEOUT", "302,BAD_RESPONSE"
  })
  void aStatusMeansAKindOfFailure(int status, ErrorKind kind) {
    ConnectorException e =
        assertThrows(ConnectorException.class, () -> answer(status, Map.of(), "").requireSuccess());
    assertEquals(kind, e.kind());
    assertEquals(status, e.remoteStatus().orElseThrow());
    assertEquals(
        "GET https://api.example.org/things was answered with status " + status + ".",
        e.getMessage());
  }

  @Test
  void aGatewayTimeoutLeavesTheOutcomeOfAPostUnknown() {
    HttpResponse answer = answer(HttpRequest.post(PLACE), 504, Map.of(), new byte[0]);
    assertEquals(ErrorKind.OUTCOME_UNKNOWN, answer.failure().kind());
  }

  @Test
  void successIsHandedOn() {
    HttpResponse answer = answer(204, Map.of(), "");
    assertSame(answer, answer.requireSuccess());
  }

  @ParameterizedTest
  @CsvSource({
    "7,PT7S",
    "0,PT0S",
    "-5,PT0S",
    "99999999999999,P1D",
    "999999999999999999999999999,P1D",
    "'Mon, 23 Nov 2026 18:00:30 GMT',PT30S",
    "'Mon, 23 Nov 2026 17:00:00 GMT',PT0S",
    "'Tue, 23 Nov 2027 18:00:00 GMT',P1D"
  })
  void readsRetryAfterHoweverAbsurd(String header, Duration wait) {
    ConnectorException e = answer(429, Map.of("Retry-After", header), "").failure();
    assertEquals(Optional.of(wait), e.retryAfter());
  }

  @Test
  void ignoresARetryAfterThatIsNeither() {
    assertEquals(Optional.empty(), answer(429, Map.of("Retry-After", "soon"), "").retryAfter());
    assertEquals(Optional.empty(), answer(429, Map.of(), "").retryAfter());
  }

  @Test
  void keepsTheOtherSidesWordsIfTheyAreText() {
    assertEquals(
        Optional.of("{\"code\":\"x\"}"),
        answer(400, Map.of("Content-Type", "application/problem+json"), "{\"code\":\"x\"}")
            .failure()
            .remoteMessage());
    assertEquals(
        Optional.empty(),
        answer(400, Map.of("Content-Type", "text/html"), "<html>").failure().remoteMessage());
  }

  @Test
  void readsTextInTheCharacterSetThatItNames() {
    byte[] latin = "grün".getBytes(StandardCharsets.ISO_8859_1);
    HttpRequest request = HttpRequest.get(PLACE);
    assertEquals(
        "grün",
        answer(request, 200, Map.of("content-type", "text/plain; charset=\"ISO-8859-1\""), latin)
            .text());
    byte[] utf8 = "grün".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "grün",
        answer(request, 200, Map.of("content-type", "text/plain; charset=nonsense"), utf8).text());
  }

  @Test
  void aBodyThatIsNotJsonIsABadResponseThatNamesTheRequest() {
    ConnectorException e =
        assertThrows(ConnectorException.class, () -> answer(200, Map.of(), "x").json());
    assertEquals(ErrorKind.BAD_RESPONSE, e.kind());
    assertEquals(
        "Cannot read the answer to GET https://api.example.org/things: It is not JSON.",
        e.getMessage());
    assertThrows(ConnectorException.class, () -> answer(200, Map.of(), "[1]").jsonObject());
    assertTrue(answer(200, Map.of(), "[1]").json() instanceof List<?>);
  }
}
