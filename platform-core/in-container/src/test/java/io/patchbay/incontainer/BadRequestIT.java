package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestIT {

  private final ServerFixture server = ServerFixture.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"login\": | 400 | request.not-json",
        "`` | 400 | request.empty",
        "null | 400 | request.empty",
        "[] | 422 | request.invalid",
        "{\"login\":\"a\",\"login\":\"b\",\"password\":\"c\"} | 400 | request.not-json",
        "{\"login\":\"a\",\"password\":\"b\",\"admin\":true} | 422 | request.invalid",
        "{\"login\":{\"a\":1},\"password\":\"b\"} | 422 | request.invalid",
        "{\"login\":\"a\"} | 422 | request.invalid",
        "{\"login\":\"a\",\"password\":\"b\"} {} | 400 | request.not-json",
      })
  void aBadBodyIsAClearProblem(String body, int status, String code) {
    var answer = server.client().send("POST", "/api/v1/session", body, "application/json");
    assertEquals(status + " " + code, answer.status() + " " + answer.code(), answer.text());
    assertFalse(answer.text().contains("tools.jackson"), "no class names");
  }

  @Test
  void aBodyThatIsTooDeepIsRefused() {
    String deep = "{\"login\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"password\":\"b\"}";
    var answer = server.client().send("POST", "/api/v1/session", deep, "application/json");
    assertEquals(400, answer.status(), answer.text());
    assertEquals("request.over-limit", answer.code());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String large = "{\"login\":\"" + "x".repeat(3 * 1024 * 1024) + "\",\"password\":\"b\"}";
    var answer = server.client().send("POST", "/api/v1/session", large, "application/json");
    assertEquals(413, answer.status());
    assertEquals("request.too-large", answer.code());
  }

  @Test
  void allProblemsComeAtOnce() {
    var answer =
        server
            .operator()
            .api(
                "POST",
                "/tenants",
                java.util.Map.of("slug", "NO!", "name", "", "timeZone", "Mars/Olympus"))
            .expect(422);
    assertEquals(3, answer.json().path("errors").size(), answer.text());
  }
}
