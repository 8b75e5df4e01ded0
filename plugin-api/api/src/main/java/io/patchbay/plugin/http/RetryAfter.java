package io.patchbay.plugin.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads Retry-After (RFC 9110, 10.2.3): seconds or a date. */
final class RetryAfter {
  /** A longer wait is taken for a mistake of the other side and shortened to this. */
  static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  static Optional<Duration> parse(HttpHeaders headers, Instant now) {
    return headers
        .first("retry-after")
        .flatMap(text -> wait(text.strip(), now))
        .map(RetryAfter::bounded);
  }

  private static Optional<Duration> wait(String text, Instant now) {
    if (text.matches("-?[0-9]{1,18}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    if (text.matches("[0-9]+")) {
      return Optional.of(LONGEST);
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
