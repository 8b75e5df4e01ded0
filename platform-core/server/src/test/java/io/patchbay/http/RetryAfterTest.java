package io.patchbay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|7",
        " 7 |7",
        "1.2|2",
        "0|1",
        "-5|1",
        "-99999999999999999999|1",
        "86400|86400",
        "86401|86400",
        "99999999999999999999999999|86400",
        "Mon, 23 Nov 2026 10:00:30 GMT|30",
        "Monday, 23-Nov-26 10:00:30 GMT|30",
        "Mon Nov 23 10:00:30 2026|30",
        "Mon, 23 Nov 2026 09:00:00 GMT|1",
        "Sat, 01 Jan 2050 00:00:00 GMT|86400",
      })
  void readsSecondsAndDatesWithinBounds(String value, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(value, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e9", "Mon, 99 Nov 2026 10:00:30 GMT", "NaN", "+5"})
  void nonsenseIsNoAnswer(String value) {
    assertEquals(Optional.empty(), RetryAfter.parse(value, NOW));
  }
}
