package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.patchbay.http.Header;
import io.patchbay.http.RecordedExchange;
import io.patchbay.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeTextTest {

  private static void same(RecordedExchange exchange) {
    String text = ExchangeText.of(exchange);
    assertEquals(Json.MAPPER.writeValueAsString(exchange), text);
    assertEquals(exchange, Json.MAPPER.readValue(text, RecordedExchange.class));
  }

  private static RecordedExchange exchange(@Nullable Integer status, @Nullable String error) {
    return new RecordedExchange(
        "POST",
        "https://partner.example/a?b=%20",
        List.of(new Header("Accept", "*/*"), new Header("X-Note", "a \"quoted\" word")),
        new RecordedExchange.Body("{\"ä\": \"\\n\u2028\"}", 12, true),
        status,
        status == null ? List.of() : List.of(new Header("Content-Type", "text/plain")),
        status == null
            ? RecordedExchange.Body.EMPTY
            : new RecordedExchange.Body("cut", 5_000_000_000L, false),
        error,
        Instant.parse("2026-11-28T10:15:30.123456789Z"),
        Duration.ofNanos(5_123_456));
  }

  @Test
  void isWhatTheMapperWouldWrite() {
    same(exchange(201, null));
    same(exchange(null, "no answer"));
  }
}
